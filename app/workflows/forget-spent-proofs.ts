import { addMs, DAY_MS } from "~/kernel/clock";
import { accepted, ok } from "~/kernel/result";
import { forgetCodes, forgetPaces } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";

/** Long enough to look into a complaint about a code, short enough not to collect telephones of strangers. */
const KEPT_MS = DAY_MS;

/** Lets go of codes that are over and of limits that have recovered. */
export async function forgetSpentProofs(
  { db }: { readonly db: Db },
  { now }: { readonly now: Date },
): Promise<void> {
  const forgotten = await db.transaction(async (tx) => {
    await forgetCodes(tx, addMs(now, -KEPT_MS));
    await forgetPaces(tx, now);
    return ok();
  });
  accepted(forgotten);
}
