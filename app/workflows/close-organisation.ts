import { invariant } from "~/kernel/invariant";
import { ok, type Result, refuse } from "~/kernel/result";
import { cancelPlans, changeState, listingsToClose } from "~/modules/catalog/index.server";
import {
  closeOrganisationRow,
  decideClosing,
  holdOrdersToClose,
  lockOrganisationToClose,
  type OrganisationClosed,
  type OrganisationStays,
  type OrganisationToClose,
  type OrganisationUnknown,
  type OrganisationUnsettled,
  organisationToClose,
  recordChange,
  type Unsettled,
} from "~/modules/identity/index.server";
import { endLinksOf } from "~/modules/sharing/index.server";
import { closeOffersOf } from "~/modules/wholesale/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import { viewCooperativeMoney } from "./view-cooperative-money";

export type CloseOrganisationRefusal =
  | OrganisationUnknown
  | OrganisationStays
  | OrganisationClosed
  | OrganisationUnsettled;

export interface CloseOrganisation {
  readonly organisationId: string;
  readonly userId: string;
  readonly reason: string;
  readonly now: Date;
}

/**
 * The operator closes an organisation: its duties end, its goods leave the shop, its links and offers stop. Whatever
 * somebody still waits for refuses it. Books, orders and the public ledger are left as they are.
 */
export function closeOrganisation(
  { db }: { readonly db: Db },
  input: CloseOrganisation,
): Promise<Result<void, CloseOrganisationRefusal>> {
  const { organisationId, userId, reason, now } = input;
  return db.transaction(async (tx): Promise<Result<void, CloseOrganisationRefusal>> => {
    await lockOrganisationToClose(tx, organisationId);
    const mayBe = await mayClose(tx, organisationId);
    if (!mayBe.ok) return mayBe;
    const endedListings = await putListingsAway(tx, input);
    await closeOffersOf(tx, organisationId);
    const endedLinks = await endLinksOf(tx, organisationId);
    // An order may have come in while the goods were put away. From here on none does, so this answer holds.
    await holdOrdersToClose(tx);
    const stillMay = await mayClose(tx, organisationId);
    if (!stillMay.ok) return stillMay;
    const endedDuties = await closeOrganisationRow(tx, { id: organisationId, userId, reason, now });
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId,
      act: "organisation.closed",
      subject: { kind: "organisation", id: organisationId },
      before: null,
      after: { endedDuties, endedListings, endedLinks },
      reason,
    });
    await tx.dropPages(["catalog", "villages"]);
    return ok();
  });
}

async function mayClose(tx: Tx, id: string): Promise<Result<unknown, CloseOrganisationRefusal>> {
  const organisation = await viewClosing(tx, id);
  if (!organisation) return refuse({ code: "OrganisationUnknown" });
  const state = organisation.closedAt ? "closed" : "open";
  return decideClosing({ kind: organisation.kind, state }, organisation.unsettled);
}

/** What stands in the way, with the money that a cooperative's own book says is owed to it or by it. */
export async function viewClosing(tx: Tx, organisationId: string): Promise<OrganisationToClose | undefined> {
  const organisation = await organisationToClose(tx, organisationId);
  if (!organisation?.bookId) return organisation;
  const { bookId } = organisation;
  const { settledFen, pendingFen, owes } = await viewCooperativeMoney(tx, {
    cooperativeId: organisationId,
    bookId,
  });
  const owed = owes.flatMap(({ fen, pendingFen: soon }) => [fen, soon]);
  const fen = [settledFen, pendingFen, ...owed].reduce((sum, part) => sum + (part < 0n ? -part : part), 0n);
  const unsettled: Unsettled = { ...organisation.unsettled, fen };
  return { ...organisation, unsettled };
}

async function putListingsAway(
  tx: Tx,
  { organisationId: cooperativeId, userId, reason, now }: CloseOrganisation,
): Promise<number> {
  const listings = await listingsToClose(tx, cooperativeId);
  for (const { productId, moves } of listings) {
    for (const move of moves) {
      const change = { productId, cooperativeId, userId, move, note: reason, now };
      const done = await changeState(tx, change);
      invariant(done.ok, "a locked listing goes the way its state allows");
      await tx.dropPages(done.value.staleTags);
    }
    await cancelPlans(tx, productId, { userId, now });
  }
  return listings.length;
}
