/**
 * A release's name in its parts: `shop@1.2.3+7` is version `1.2.3+7` of package `shop`; a commit's hash is told by its first twelve digits. `package` is empty where the name
 * holds none.
 */
export const splitVersion = (name: string): { package: string; version: string } => {
  const at = name.lastIndexOf('@');
  const [before, after] = at <= 0 || at === name.length - 1 ? ['', name] : [name.slice(0, at), name.slice(at + 1)];
  return { package: before, version: /^[0-9a-f]{40}$|^[0-9a-f]{64}$/i.test(after) ? after.slice(0, 12) : after };
};
