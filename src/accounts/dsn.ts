/** `https://KEY@host/path/PROJECT`: where SDKs send to, under the public URL's path prefix if it has one (develop.sentry.dev/sdk/overview). */
export const dsnOf = (publicUrl: string, key: { readonly publicKey: string; readonly projectId: number }): string => {
  const { protocol, host, pathname } = new URL(publicUrl);
  return `${protocol}//${key.publicKey}@${host}${pathname.replace(/\/+$/, '')}/${key.projectId}`;
};
