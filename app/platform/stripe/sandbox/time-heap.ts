/** A queue ordered by time: what falls due first comes out first, in O(log n). Ties keep no order. */
export class TimeHeap {
  readonly #items: { at: number; id: string }[] = [];

  /** The earliest entry, without taking it. */
  peek(): { readonly at: number; readonly id: string } | undefined {
    return this.#items[0];
  }

  push(at: number, id: string): void {
    const items = this.#items;
    const entry = { at, id };
    let hole = items.push(entry) - 1;
    while (hole > 0) {
      const above = (hole - 1) >> 1;
      const parent = items[above];
      if (parent === undefined || parent.at <= at) break;
      items[hole] = parent;
      hole = above;
    }
    items[hole] = entry;
  }

  /** Takes the earliest entry if it is due at `now`; undefined when nothing is. */
  popDue(now: number): string | undefined {
    const items = this.#items;
    const first = items[0];
    if (first === undefined || first.at > now) return undefined;
    const last = items.pop();
    if (last !== undefined && items.length > 0) this.#sink(last);
    return first.id;
  }

  #sink(entry: { at: number; id: string }): void {
    const items = this.#items;
    let hole = 0;
    for (;;) {
      const left = items[2 * hole + 1];
      const right = items[2 * hole + 2];
      if (left === undefined) break;
      const useRight = right !== undefined && right.at < left.at;
      const child = useRight ? right : left;
      if (child.at >= entry.at) break;
      items[hole] = child;
      hole = 2 * hole + (useRight ? 2 : 1);
    }
    items[hole] = entry;
  }
}
