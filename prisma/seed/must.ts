import { invariant } from "~/kernel/invariant";
import type { Result } from "~/kernel/result";

/** The story is written so that nothing is refused; a refusal means that the shop's rules and the story differ. */
export function must<T>(result: Result<T>, deed: string): T {
  invariant(result.ok, result.ok ? "" : `the demo's story: ${deed} was refused with ${result.refusal.code}`);
  return result.value;
}
