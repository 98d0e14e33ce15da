import { invariant } from "~/kernel/invariant";

/**
 * Where bytes live that are too large for the database. Paths are ours, never a visitor's words; an object is written
 * once and not changed. Troubles of the store are thrown.
 */
export interface Storage {
  put(path: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /** Undefined when there is no such object. */
  get(path: string): Promise<Uint8Array | undefined>;
  has(path: string): Promise<boolean>;
  /** Rejects when the store cannot be used. */
  check(): Promise<void>;
}

/** Segments begin with a letter or digit, so that neither `..` nor a hidden file can be named. */
const PATH = /^[a-z0-9][a-z0-9._-]{0,99}(\/[a-z0-9][a-z0-9._-]{0,99}){1,5}$/;

export function checkStoragePath(path: string): void {
  invariant(PATH.test(path), "a storage path is made of plain lower-case segments");
}
