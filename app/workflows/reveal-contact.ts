import type { Result } from "~/kernel/result";
import {
  type Reveal,
  recordReveal,
  type Secrets,
  type TooManyReveals,
} from "~/modules/identity/index.server";
import { holdAddress } from "~/modules/ordering/index.server";
import type { Db } from "~/platform/db/db.server";

/** Shows a buyer's or a grower's name, telephone and address to somebody at the desk, after writing down that it does. */
export function revealContact(
  { db, sessionSecrets }: { readonly db: Db; readonly sessionSecrets: Secrets },
  reveal: Reveal,
): Promise<Result<void, TooManyReveals>> {
  return db.transaction(async (tx) => {
    // A buyer who is just correcting the address is waited for: what is then shown is the corrected one.
    if (reveal.subject.kind === "order") await holdAddress(tx, reveal.subject.id);
    return recordReveal(tx, reveal, sessionSecrets);
  });
}
