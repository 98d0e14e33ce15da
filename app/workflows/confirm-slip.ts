import { newNumber, type RandomBytes } from "~/kernel/ids";
import { invariant } from "~/kernel/invariant";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import { createLot, growLot, lockLot, productTags } from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import {
  agreedText,
  bookIntoLot,
  countCodeTry,
  deliverySubject,
  GRADE_NAMES,
  type HouseholdUnknown,
  lockSlip,
  lockSlipById,
  lotOf,
  MOST_CODE_TRIES,
  mustBe,
  openLot,
  type Slip,
  type SlipNotInState,
  writeConfirmation,
} from "~/modules/intake/index.server";
import { type EventRefusal, recordTransactions } from "~/modules/ledger/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import { intakeTransaction } from "./intake-postings";
import { type GoodsSetAside, takeBackSlip } from "./take-back-slip";
import type { IntakeAct, SlipUnknown } from "./weigh-delivery";

export interface ConfirmSlipDeps {
  readonly db: Db;
  readonly random: RandomBytes;
  /** whether a code is the one made for what the household agrees to */
  readonly codeFits: (agreed: string, code: string) => boolean;
}

export interface ConfirmSlip extends IntakeAct {
  readonly number: string;
  readonly by:
    | { readonly how: "code"; readonly code: string }
    /** strokes and nothing else, drawn at the desk before a witness who is named on the slip for it */
    | { readonly how: "signature"; readonly signature: string; readonly witnessUserId: string };
}

/** The code is not the one for what the slip says now. */
export type SlipCodeWrong = Refusal<"SlipCodeWrong"> & { readonly triesLeft: number };
/** Too many wrong codes: only a signature, or writing the slip anew, helps. */
export type SlipCodeUsedUp = Refusal<"SlipCodeUsedUp">;

export type ConfirmSlipRefusal =
  | SlipUnknown
  | SlipNotInState
  | SlipCodeWrong
  | SlipCodeUsedUp
  | GoodsSetAside
  | HouseholdUnknown
  | EventRefusal;

interface Confirmed {
  readonly lotId: string;
}

/**
 * The household says yes: the grams go into the lot of their day and grade, the goods stand in the cooperative's books and
 * are owed for, and a slip that this one puts right is taken back out of both, all in one transaction.
 */
export async function confirmSlip(
  deps: ConfirmSlipDeps,
  input: ConfirmSlip,
): Promise<Result<Confirmed, ConfirmSlipRefusal>> {
  // A wrong code is counted for good, so the transaction that counts it is accepted and refused only afterwards.
  const done = await deps.db.transaction(
    async (tx): Promise<Result<Confirmed | SlipCodeWrong, ConfirmSlipRefusal>> => {
      const slip = await lockSlip(tx, input.number, input.cooperativeId);
      if (!slip) return refuse({ code: "SlipUnknown" });
      const draft = mustBe(slip.state, "draft");
      if (!draft.ok) return draft;
      if (input.by.how === "code") {
        if (slip.codeTries >= MOST_CODE_TRIES) return refuse({ code: "SlipCodeUsedUp" });
        if (!deps.codeFits(agreedText(slip), input.by.code)) {
          await countCodeTry(tx, slip.id);
          return ok({ code: "SlipCodeWrong", triesLeft: MOST_CODE_TRIES - slip.codeTries - 1 });
        }
      }
      return takeIn(tx, deps, slip, input);
    },
  );
  if (!done.ok) return done;
  return "lotId" in done.value ? ok(done.value) : refuse(done.value);
}

async function takeIn(
  tx: Tx,
  { random }: Pick<ConfirmSlipDeps, "random">,
  slip: Slip,
  { by, userId, now }: ConfirmSlip,
): Promise<Result<Confirmed, ConfirmSlipRefusal>> {
  const found = await lotFor(tx, random, slip, now);
  if (!found.ok) return found;
  const lotId = found.value;
  const wrong = slip.correctsId === null ? undefined : await lockSlipById(tx, slip.correctsId);
  // In the order of their ids, so that two slips put right crosswise do not wait for each other.
  for (const each of [lotId, wrong?.lotId ?? lotId].toSorted()) await lockLot(tx, each, slip.cooperativeId);
  const grown = await growLot(tx, lotId, slip.netGrams);
  invariant(grown !== undefined, "a lot always takes in more");
  await bookIntoLot(tx, lotId, slip.amountFen);
  // Only now: what has gone out of the lot meanwhile may be covered by what this slip brings.
  if (wrong) {
    const takenBack = await takeBackSlip(tx, { wrong, right: slip, rightLotId: lotId, userId, now });
    if (!takenBack.ok) return takenBack;
  }
  const posted = await recordTransactions(tx, { now, transactions: [intakeTransaction(slip, now)] });
  if (!posted.ok) return posted;
  const signed =
    by.how === "signature"
      ? { signature: by.signature, userId: by.witnessUserId }
      : { signature: null, userId };
  await writeConfirmation(tx, { slipId: slip.id, lotId, by: by.how, ...signed, now });
  await recordChange(tx, {
    at: now,
    actorUserId: userId,
    organisationId: slip.cooperativeId,
    act: "intake.confirmed",
    subject: { kind: "intake", id: slip.number },
    before: { state: slip.state },
    after: { state: "confirmed", confirmedBy: by.how, netGrams: slip.netGrams, amountFen: slip.amountFen },
    reason: null,
  });
  await tx.dropPages([...productTags(slip.productId), `lot:${lotId}`]);
  return ok({ lotId });
}

async function lotFor(
  tx: Tx,
  random: RandomBytes,
  slip: Slip,
  now: Date,
): Promise<Result<string, HouseholdUnknown>> {
  const { productId, harvestedOn, grade, cooperativeId } = slip;
  const known = await lotOf(tx, { productId, harvestedOn, grade });
  if (known) return ok(known);
  const subject = await deliverySubject(tx, cooperativeId, slip, slip.correctsId !== null);
  if (!subject) return refuse({ code: "HouseholdUnknown" });
  const { lotId } = await createLot(tx, {
    productId,
    cooperativeId,
    harvestedOn,
    now,
    code: newNumber("lot", random),
    origin: subject.origin,
    grade: GRADE_NAMES[grade],
    gramsTotal: 0n,
    gramsWholesale: 0n,
  });
  await openLot(tx, { lotId, cooperativeId, productId, harvestedOn, grade });
  return ok(lotId);
}
