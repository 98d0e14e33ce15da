/** A named prepared statement: planned once per connection. `Row` is what the SQL says, checked by tests. */
export interface Statement<Params extends readonly unknown[], Row> {
  readonly name: string;
  readonly text: string;
  /** Type witnesses only; no value is ever stored here. */
  readonly __params?: Params;
  readonly __row?: Row;
}

/**
 * Declares a prepared statement. `name` must be unique in the process (`module.verb`); PostgreSQL cuts names at
 * 63 bytes. int8 columns arrive as bigint, timestamptz as Date, date as YYYY-MM-DD text, jsonb parsed.
 */
export function statement<Params extends readonly unknown[], Row>(
  name: string,
  text: string,
): Statement<Params, Row> {
  return { name, text };
}
