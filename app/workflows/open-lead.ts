import { ok, type Result } from "~/kernel/result";
import {
  type Reveal,
  recordChange,
  recordReveal,
  type Secrets,
  type TooManyReveals,
} from "~/modules/identity/index.server";
import { type LeadNotFound, openLead as open } from "~/modules/wholesale/index.server";
import type { Db } from "~/platform/db/db.server";

export interface OpenLead extends Omit<Reveal, "subject"> {
  readonly leadId: string;
  readonly number: string;
}

/**
 * Shows a lead's contact to a member of staff, after recording who saw it, when and what for. Whoever does so first takes
 * the lead from the pile of new ones.
 */
export function openLead(
  { db, sessionSecrets }: { readonly db: Db; readonly sessionSecrets: Secrets },
  { leadId, number, ...reveal }: OpenLead,
): Promise<Result<void, LeadNotFound | TooManyReveals>> {
  const { userId, organisationId, now } = reveal;
  return db.transaction(async (tx): Promise<Result<void, LeadNotFound | TooManyReveals>> => {
    const act = { leadId, cooperativeId: organisationId, userId, now };
    const opened = await open(tx, act);
    if (!opened.ok) return opened;
    const revealed = await recordReveal(
      tx,
      { ...reveal, subject: { kind: "lead", id: number } },
      sessionSecrets,
    );
    if (!revealed.ok || !opened.value.first) return revealed;
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId,
      act: "lead.opened",
      subject: { kind: "lead", id: leadId },
      before: { state: "new" },
      after: { state: opened.value.state },
      reason: null,
    });
    return ok();
  });
}
