import { forbidden, type StaffVisit } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { ok } from "~/kernel/result";
import {
  capacityOf,
  mayEnter,
  REVEAL_ACTS,
  type RevealedKind,
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

/** Whether the visitor may look behind the mask; of an order, in the state it is in. */
export function mayReveal(
  { viewer, organisationId }: StaffVisit,
  kind: RevealedKind,
  state?: string,
): boolean {
  return mayEnter(viewer, REVEAL_ACTS[kind], { organisationId, ...(state === undefined ? {} : { state }) });
}

/**
 * Reads the form under "show", as the workflows take it. Looking is an act of its own, asked for beside that of the page
 * whose form it is.
 */
export async function readReveal<Kind extends RevealedKind>(visit: StaffVisit, kind: Kind, state?: string) {
  const { request, viewer, organisationId, now } = visit;
  if (!mayReveal(visit, kind, state)) throw forbidden();
  const form = await readForm(request, revealForm(kind));
  if (!form.ok) return form;
  const { purpose, words } = form.value;
  const role = capacityOf(viewer, organisationId);
  return ok({
    userId: viewer.userId,
    organisationId,
    role,
    purpose,
    words: purpose === "other" ? words : "",
    now,
  });
}

/** Shows who an order goes to. */
export async function revealBuyer(visit: StaffVisit, { number, state }: DeskOrderDetail) {
  const reveal = await readReveal(visit, "order", state);
  if (!reveal.ok) return reveal;
  return revealContact(visit.portal, { ...reveal.value, subject: { kind: "order", id: number } });
}
