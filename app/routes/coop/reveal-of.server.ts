import { forbidden, type StaffVisit } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { ok } from "~/kernel/result";
import {
  capacityOf,
  decideReveal,
  mayEnter,
  REVEAL_ACTS,
  type RevealedKind,
  type RevealedThing,
  revealedNow,
} from "~/modules/identity/index.server";
import { revealForm } from "~/modules/identity/reveal.forms";
import type { DeskOrderDetail } from "~/modules/ordering/index.server";
import type { ShownFor } from "~/ui/desk/reveal";
import { revealContact } from "~/workflows/reveal-contact";

/** Of which orders, requests or households the visitor sees more than the mask, and for how long. */
export async function lookedAt(
  { portal, viewer, organisationId, now }: StaffVisit,
  kind: RevealedKind,
  ids: readonly string[] | null,
): Promise<ReadonlyMap<string, ShownFor>> {
  const looked = await revealedNow(portal.db, { userId: viewer.userId, organisationId, kind, ids, now });
  return new Map([...looked].map(([id, until]) => [id, { until, leftMs: until.getTime() - now.getTime() }]));
}

/** Whether the page offers the visitor to look behind a mask. */
export function mayReveal({ viewer, organisationId }: StaffVisit, thing: RevealedThing): boolean {
  return decideReveal(viewer, organisationId, thing).ok;
}

/**
 * Reads the form under "show", as the workflows take it. Looking is an act of its own, asked for beside that of the page
 * whose form it is.
 */
export async function readReveal(visit: StaffVisit, thing: RevealedThing) {
  const { request, viewer, organisationId, now } = visit;
  if (!mayEnter(viewer, REVEAL_ACTS[thing.kind], { organisationId })) throw forbidden();
  const decided = decideReveal(viewer, organisationId, thing);
  if (!decided.ok) return decided;
  const form = await readForm(request, revealForm(thing.kind));
  if (!form.ok) return form;
  const { purpose, words } = form.value;
  const role = capacityOf(viewer, organisationId);
  return ok({
    userId: viewer.userId,
    organisationId,
    role,
    purpose,
    now,
    words: purpose === "other" ? words : "",
  });
}

/** Shows who an order goes to. */
export async function revealBuyer(visit: StaffVisit, { number, state, contact }: DeskOrderDetail) {
  const reveal = await readReveal(visit, { kind: "order", state, locked: contact === "locked" });
  if (!reveal.ok) return reveal;
  return revealContact(visit.portal, { ...reveal.value, subject: { kind: "order", id: number } });
}
