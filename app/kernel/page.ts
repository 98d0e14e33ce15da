/** A page of a list that goes on by key: its rows, and the key after which the next page begins. */
export interface Page<Row, Key> {
  readonly shown: readonly Row[];
  /** null on the last page */
  readonly next: Key | null;
}

/** Makes a page of `limit` rows out of the `limit + 1` that were asked for: the one too many says that there is more. */
export function pageOf<Row, Key>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => Key,
): Page<Row, Key> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { shown, next: last === undefined ? null : keyOf(last) };
}
