import { ok, type Result, refuse } from "~/kernel/result";
import type { Tx } from "~/platform/db/db.server";
import { recordChange } from "./audit.store.server";
import type { Role } from "./duties";
import type { Secrets } from "./keyed-hash.server";
import { takePaces } from "./pace.store.server";
import type { RevealedKind, RevealPurpose, TooManyReveals } from "./reveal";
import { revealedNow } from "./reveal.views.server";

export interface Reveal {
  readonly userId: string;
  /** in which capacity: see `capacityOf` */
  readonly role: Role;
  readonly organisationId: string;
  /** `id`: what the log knows the thing by, an order's or a lead's number, a household's id */
  readonly subject: { readonly kind: RevealedKind; readonly id: string };
  readonly purpose: RevealPurpose;
  /** with purpose `other`: what for */
  readonly words: string;
  readonly now: Date;
}

/**
 * Lets one person look behind one mask for a while. The entry in the log is what lets him: pages ask it whether to show
 * the value, so nothing is seen that is not written down. The value itself is not. Looking again while it shows changes
 * nothing.
 */
export async function recordReveal(
  tx: Tx,
  { userId, role, organisationId, subject, purpose, words, now }: Reveal,
  secrets: Secrets,
): Promise<Result<void, TooManyReveals>> {
  const asked = { userId, organisationId, kind: subject.kind, ids: [subject.id], now };
  if ((await revealedNow(tx, asked)).size > 0) return ok();
  const paced = await takePaces(tx, [{ pace: "revealsOfUser", subject: userId }], { secrets, now });
  if (!paced.ok) return refuse({ code: "TooManyReveals", waitSeconds: paced.refusal.waitSeconds });
  await recordChange(tx, {
    at: now,
    actorUserId: userId,
    organisationId,
    act: "contact.revealed",
    subject,
    before: null,
    after: { purpose, role },
    reason: words || null,
  });
  return ok();
}
