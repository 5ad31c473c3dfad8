/** Values as both databases understand them: integers (also instants and booleans 0/1), reals, text (also JSON), bytes. */
export type Value = number | string | Uint8Array | null;
export type Row = Record<string, Value>;
export type ColumnType = 'integer' | 'real' | 'text' | 'blob';

export interface BulkInsert {
  readonly table: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
  /**
   * Without it a clash throws. `keys` is the unique key; without `set` the row that is there stays (do nothing). `set` gives per column an expression
   * over `excluded.column` (the new row) and `table.column` (the row that is there). `where` limits the update, as in `excluded.date < seen.date`.
   * With `set`, `rows` must not name a key twice (PostgreSQL refuses to touch a row twice in one statement).
   */
  readonly conflict?: {
    readonly keys: readonly string[];
    readonly set?: Readonly<Record<string, string>>;
    readonly where?: string;
  };
  readonly returning?: readonly string[];
}

export interface BulkUpdate {
  readonly table: string;
  readonly keys: Readonly<Record<string, ColumnType>>;
  readonly columns: Readonly<
    Record<string, { readonly type: ColumnType; readonly mode: 'set' | 'add' | 'max' | 'min' }>
  >;
}

export interface BulkLookup {
  readonly table: string;
  readonly keys: Readonly<Record<string, ColumnType>>;
  readonly columns: readonly string[];
}
