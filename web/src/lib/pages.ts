/** The items of all loaded pages, each once: while a list changes, one may stand at the end of a page and again on the next. */
export const itemsOf = <T extends { id: string | number }>(data: { pages: { items: T[] }[] } | undefined): T[] => {
  const byId = new Map<string | number, T>();
  for (const { items } of data?.pages ?? []) for (const item of items) if (!byId.has(item.id)) byId.set(item.id, item);
  return [...byId.values()];
};
