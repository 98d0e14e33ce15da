/**
 * One line of the sandbox's memory: in table `table` the record `id` became `record`, or went away.
 * Records are plain JSON.
 */
export interface Change {
  readonly table: string;
  readonly id: string;
  readonly record: unknown;
}

/**
 * Where the sandbox's state outlives the process. One writer at a time.
 *
 * A store keeps changes, not snapshots: writing the whole state for each request would make every request as
 * dear as all before it together. The store may rewrite its history as the current records whenever it likes.
 */
export interface SandboxStore {
  /**
   * Gives back the changes kept, oldest first.
   * @param current asked later for all living records, when the store rewrites itself.
   */
  open(current: () => readonly Change[]): Promise<readonly Change[]>;
  /** Resolves once the changes would survive the death of the process. */
  append(changes: readonly Change[]): Promise<void>;
  /** Resolves once everything appended is safe and files are closed. */
  close(): Promise<void>;
}

/** Keeps changes for as long as the object lives: a restart without a disk, for tests. */
export function createMemoryStore(): SandboxStore {
  const kept = new Map<string, Change>();
  const place = (change: Change) => `${change.table} ${change.id}`;
  return {
    async open() {
      return [...kept.values()];
    },
    async append(changes) {
      for (const change of changes) {
        if (change.record === undefined) kept.delete(place(change));
        else kept.set(place(change), change);
      }
    },
    async close() {},
  };
}
