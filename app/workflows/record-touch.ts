import { newId } from "~/kernel/ids";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import { findLink, insertTouch } from "~/modules/sharing/index.server";
import type { Db } from "~/platform/db/db.server";

export interface LinkUnknown extends Refusal<"LinkUnknown"> {}

/** Somebody followed a host's link: noted for the visitor's cookie, and told where to go. */
export function recordTouch(
  { db }: { readonly db: Db },
  { code, visitorId, now }: { readonly code: string; readonly visitorId: string; readonly now: Date },
): Promise<Result<{ readonly landing: string }, LinkUnknown>> {
  return db.transaction(async (tx): Promise<Result<{ readonly landing: string }, LinkUnknown>> => {
    const link = await findLink(tx, code);
    if (!link) return refuse({ code: "LinkUnknown" });
    // A link that was switched off still leads to its goods; it just credits nobody any more.
    if (link.active) await insertTouch(tx, { id: newId(now), linkId: link.id, visitorId, at: now });
    return ok({ landing: link.landing });
  });
}
