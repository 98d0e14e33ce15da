/** A broken promise of the program itself. Never shown to a user; always a fault to be mended. */
export class BrokenInvariant extends Error {
  override name = "BrokenInvariant";
}

/** States what must hold here. Throws `BrokenInvariant` when it does not. */
export function invariant(holds: unknown, promise: string): asserts holds {
  if (!holds) throw new BrokenInvariant(promise);
}

/** Marks a branch the types say cannot be reached, so that a new case fails the type-check. */
export function unreachable(value: never): never {
  throw new BrokenInvariant(`unreachable case: ${String(value)}`);
}
