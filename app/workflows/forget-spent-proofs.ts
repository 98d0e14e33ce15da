import { accepted, ok } from "~/kernel/result";
import {
  forgetChallenges,
  forgetCodes,
  forgetPaces,
  keptSince,
  RETENTION,
} from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";

/** Lets go of codes that are over and of limits that have recovered. */
export async function forgetSpentProofs(
  { db }: { readonly db: Db },
  { now }: { readonly now: Date },
): Promise<void> {
  const forgotten = await db.transaction(async (tx) => {
    await forgetCodes(tx, keptSince(RETENTION.codes, now));
    await forgetChallenges(tx, now);
    await forgetPaces(tx, now);
    return ok();
  });
  accepted(forgotten);
}
