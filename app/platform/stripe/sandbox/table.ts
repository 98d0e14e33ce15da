/** What the tables tell the journal: a record was written, or dropped by its id. */
export type RecordListener<T> = (id: string, record: T | undefined) => void;

/** Records by id. Records are never changed in place: `put` replaces. */
export class Table<T extends { readonly id: string }> {
  protected readonly records = new Map<string, T>();
  readonly #listener: RecordListener<T>;

  constructor(listener: RecordListener<T>) {
    this.#listener = listener;
  }

  get(id: string): T | undefined {
    return this.records.get(id);
  }

  get size(): number {
    return this.records.size;
  }

  /** In the order of first writing. */
  values(): IterableIterator<T> {
    return this.records.values();
  }

  put(record: T): void {
    this.restore(record);
    this.#listener(record.id, record);
  }

  /** Writes without telling the journal: for records that come from it. */
  restore(record: T): void {
    this.records.set(record.id, record);
  }

  /** `restore` for a record read from the sandbox's own store, which only ever holds what `put` was given. */
  takeBack(record: unknown): void {
    this.restore(record as T);
  }

  drop(id: string): void {
    if (this.records.delete(id)) this.#listener(id, undefined);
  }
}

export interface Window {
  readonly gt?: number | undefined;
  readonly gte?: number | undefined;
  readonly lt?: number | undefined;
  readonly lte?: number | undefined;
}

/**
 * A table that Stripe can list, newest first.
 *
 * Ids stand in the order of creation, so a cursor or a span of time is found without looking at every record.
 * The search by time relies on a clock that does not run backwards.
 */
export class ListedTable<T extends { readonly id: string; readonly created: number }> extends Table<T> {
  readonly #ids: string[] = [];
  readonly #places = new Map<string, number>();

  override restore(record: T): void {
    if (!this.records.has(record.id)) {
      this.#places.set(record.id, this.#ids.length);
      this.#ids.push(record.id);
    }
    super.restore(record);
  }

  /** The record's place in the order of creation; undefined for a stranger. */
  place(id: string): number | undefined {
    return this.#places.get(id);
  }

  /** Half-open range of places whose `created` lies in the window. */
  range(window: Window): { from: number; to: number } {
    const from = Math.max(
      window.gte === undefined ? 0 : this.#firstAtOrAfter(window.gte),
      window.gt === undefined ? 0 : this.#firstAtOrAfter(window.gt + 1),
    );
    const to = Math.min(
      window.lte === undefined ? this.#ids.length : this.#firstAtOrAfter(window.lte + 1),
      window.lt === undefined ? this.#ids.length : this.#firstAtOrAfter(window.lt),
    );
    return { from, to };
  }

  at(place: number): T | undefined {
    const id = this.#ids[place];
    return id === undefined ? undefined : this.records.get(id);
  }

  #firstAtOrAfter(second: number): number {
    let low = 0;
    let high = this.#ids.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const record = this.at(middle);
      if (record !== undefined && record.created < second) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
