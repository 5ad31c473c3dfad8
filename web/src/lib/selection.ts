/** Which issues are selected: those of `rows`, or all that match the list wherever they stand. */
export interface Selection<Row> {
  readonly rows: ReadonlyMap<number, Row>;
  readonly all: boolean;
  /** From where a range reaches: the last that was taken or left alone. */
  readonly anchor: number | null;
}

export const nothing: Selection<never> = { rows: new Map<number, never>(), all: false, anchor: null };

interface Identified {
  readonly id: number;
}

/**
 * Takes one row into the selection or out of it; with `range` all rows of the list between the anchor and this one, too. The anchor decides: a range from one
 * that is selected selects.
 */
export const toggle = <Row extends Identified>(
  selection: Selection<Row>,
  list: readonly Row[],
  id: number,
  range = false,
): Selection<Row> => {
  const at = list.findIndex((row) => row.id === id);
  if (at === -1) return selection;
  const anchor = range ? list.findIndex((row) => row.id === selection.anchor) : -1;
  const meant = anchor === -1 ? list.slice(at, at + 1) : list.slice(Math.min(anchor, at), Math.max(anchor, at) + 1);
  const takes = anchor === -1 ? !selection.rows.has(id) : selection.rows.has(list[anchor]?.id ?? -1);
  const rows = new Map(selection.rows);
  for (const row of meant)
    if (takes) rows.set(row.id, row);
    else rows.delete(row.id);
  return { rows, all: false, anchor: id };
};

/** The whole page, or none of it. */
export const togglePage = <Row extends Identified>(selection: Selection<Row>, list: readonly Row[]): Selection<Row> => {
  const every = list.length > 0 && list.every(({ id }) => selection.rows.has(id));
  const rows = new Map(selection.rows);
  for (const row of list)
    if (every) rows.delete(row.id);
    else rows.set(row.id, row);
  return { rows, all: false, anchor: null };
};

/** The selected rows, with what is known of them now. */
export const renew = <Row extends Identified>(selection: Selection<Row>, now: readonly Row[]): Selection<Row> => {
  const known = new Map(now.map((row) => [row.id, row]));
  return { ...selection, rows: new Map([...selection.rows].map(([id, row]) => [id, known.get(id) ?? row])) };
};

/** The rows as they were shown, with what is known now; and how many have come that are not shown. So a list does not jump under its reader. */
export const hold = <Row extends Identified>(
  shown: readonly Row[],
  now: readonly Row[],
): { rows: readonly Row[]; more: number } => {
  const known = new Map(now.map((row) => [row.id, row]));
  const before = new Set(shown.map(({ id }) => id));
  return {
    rows: shown.map((row) => known.get(row.id) ?? row),
    more: now.filter(({ id }) => !before.has(id)).length,
  };
};
