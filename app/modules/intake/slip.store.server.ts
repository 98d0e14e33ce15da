import type { Fen, UnitPrice } from "~/kernel/money";
import type { LocalizedText } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { Treatment } from "./production";
import type { ConfirmedBy, Delivery, Grade, SlipState, Weighed, Weighing } from "./slip";

/** What a delivery is about, as far as it is this cooperative's. */
export interface DeliverySubject {
  readonly member: boolean;
  /** the cooperative's book */
  readonly bookId: string;
  /** where the goods grew, in words */
  readonly origin: LocalizedText;
  readonly villageId: string;
  readonly treatments: readonly Treatment[];
}

const selectSubject = statement<
  [cooperativeId: string, householdId: string, productId: string, plotId: string | null, putsRight: boolean],
  DeliverySubject
>(
  "intake.deliverySubject",
  `SELECT h.member, c.book_id AS "bookId", v.id AS "villageId",
          jsonb_build_object('zh-CN', (v.place ->> 'zh-CN') || (v.name ->> 'zh-CN'),
                             'zh-TW', (v.place ->> 'zh-TW') || (v.name ->> 'zh-TW'),
                             'en', (v.name ->> 'en') || ', ' || (v.place ->> 'en')) AS origin,
          (SELECT coalesce(jsonb_agg(jsonb_build_object('input', r.input, 'doneOn', r.done_on,
                    'intervalDays', r.interval_days)), '[]')
             FROM production_record r
            WHERE r.household_id = h.id AND r.product_id = p.id AND r.struck_at IS NULL AND r.interval_days > 0
              AND ($4::uuid IS NULL OR r.plot_id IS NULL OR r.plot_id = $4)) AS treatments
     FROM household h
     JOIN cooperative c ON c.id = h.cooperative_id
     JOIN product p ON p.cooperative_id = c.id
     JOIN village v ON v.id = p.village_id
    WHERE c.id = $1 AND h.id = $2 AND (h.left_at IS NULL OR $5 AND h.name_erased_at IS NULL) AND p.id = $3 AND p.state <> 'archived'
      AND ($4::uuid IS NULL OR EXISTS (SELECT FROM field_plot f WHERE f.id = $4 AND f.household_id = h.id))
      FOR SHARE OF h`,
);

/**
 * Undefined when household, plot or listing are not this cooperative's, or the household has left; it does not leave before
 * the transaction is over. A slip that puts another one right is still written for one that has left, as long as its name
 * is kept for its vouchers.
 */
export async function deliverySubject(
  tx: Tx,
  cooperativeId: string,
  delivery: Pick<Delivery, "householdId" | "productId" | "plotId">,
  putsRight: boolean,
): Promise<DeliverySubject | undefined> {
  const { householdId, productId, plotId } = delivery;
  const [subject] = await tx.run(selectSubject, [cooperativeId, householdId, productId, plotId, putsRight]);
  return subject;
}

export interface NewSlip {
  readonly slipId: string;
  readonly number: string;
  readonly cooperativeId: string;
  readonly member: boolean;
  readonly delivery: Delivery;
  readonly weighed: Weighed;
  readonly corrects: { readonly slipId: string; readonly reason: string } | null;
  readonly userId: string | null;
  readonly now: Date;
}

const day = (text: string) => new Date(`${text}T00:00:00Z`);

function weighingRows(weighings: readonly Weighing[]) {
  return weighings.map((weighing, position) => ({ position, ...weighing }));
}

export async function insertSlip(tx: Tx, slip: NewSlip): Promise<void> {
  const { weighings, harvestedOn, ...fields } = slip.delivery;
  await tx.prisma.intakeSlip.create({
    data: {
      ...fields,
      ...slip.weighed,
      id: slip.slipId,
      number: slip.number,
      cooperativeId: slip.cooperativeId,
      member: slip.member,
      harvestedOn: day(harvestedOn),
      state: "draft",
      createdAt: slip.now,
      createdByUserId: slip.userId,
      codeTries: 0,
      correctsId: slip.corrects?.slipId ?? null,
      correctReason: slip.corrects?.reason ?? null,
      weighings: { create: weighingRows(weighings) },
    },
  });
}

/** Writes a draft anew. Codes told before are for what it said before, so the tries begin again. */
export async function rewriteSlip(
  tx: Tx,
  slip: Pick<NewSlip, "slipId" | "member" | "delivery" | "weighed">,
): Promise<void> {
  const { weighings, harvestedOn, householdId: _householdId, ...fields } = slip.delivery;
  await tx.prisma.intakeWeighing.deleteMany({ where: { slipId: slip.slipId } });
  await tx.prisma.intakeSlip.update({
    where: { id: slip.slipId },
    data: {
      ...fields,
      ...slip.weighed,
      member: slip.member,
      harvestedOn: day(harvestedOn),
      codeTries: 0,
      weighings: { create: weighingRows(weighings) },
    },
  });
}

/** A slip with all that deciding about it needs. */
export interface Slip extends Weighed {
  readonly id: string;
  readonly number: string;
  readonly cooperativeId: string;
  readonly bookId: string;
  readonly householdId: string;
  /** eleven digits; null where nobody has told */
  readonly householdPhone: string | null;
  readonly member: boolean;
  readonly plotId: string | null;
  readonly productId: string;
  /** YYYY-MM-DD */
  readonly harvestedOn: string;
  readonly variety: string;
  readonly specification: string;
  readonly grade: Grade;
  readonly unitPrice: UnitPrice;
  readonly netGrams: Grams;
  readonly amountFen: Fen;
  readonly state: SlipState;
  readonly codeTries: number;
  readonly lotId: string | null;
  readonly correctsId: string | null;
  /** another slip stands for this one, or is about to */
  readonly corrected: boolean;
}

const SLIP_COLUMNS = `s.id, s.number, s.cooperative_id AS "cooperativeId", c.book_id AS "bookId",
  s.household_id AS "householdId", h.phone AS "householdPhone", s.member, s.plot_id AS "plotId", s.product_id AS "productId",
  s.harvested_on AS "harvestedOn", s.variety, s.specification, s.grade, s.unit_price AS "unitPrice",
  s.net_grams AS "netGrams", s.amount_fen AS "amountFen", s.state, s.code_tries AS "codeTries", s.lot_id AS "lotId",
  s.corrects_id AS "correctsId",
  EXISTS (SELECT FROM intake_slip n WHERE n.corrects_id = s.id AND n.state <> 'cancelled') AS corrected`;

const lockByNumber = statement<[number: string, cooperativeId: string], Slip>(
  "intake.lockSlip",
  `SELECT ${SLIP_COLUMNS} FROM intake_slip s JOIN cooperative c ON c.id = s.cooperative_id
     JOIN household h ON h.id = s.household_id
    WHERE s.number = $1 AND s.cooperative_id = $2 FOR UPDATE OF s`,
);

/** A slip of this cooperative, locked until the transaction ends. */
export async function lockSlip(tx: Tx, number: string, cooperativeId: string): Promise<Slip | undefined> {
  const [slip] = await tx.run(lockByNumber, [number, cooperativeId]);
  return slip;
}

const lockById = statement<[id: string], Slip>(
  "intake.lockSlipById",
  `SELECT ${SLIP_COLUMNS} FROM intake_slip s JOIN cooperative c ON c.id = s.cooperative_id
     JOIN household h ON h.id = s.household_id
    WHERE s.id = $1 FOR UPDATE OF s`,
);

export async function lockSlipById(tx: Tx, slipId: string): Promise<Slip | undefined> {
  const [slip] = await tx.run(lockById, [slipId]);
  return slip;
}

const selectPhone = statement<[number: string], { readonly phone: string | null }>(
  "intake.slipPhone",
  "SELECT h.phone FROM intake_slip s JOIN household h ON h.id = s.household_id WHERE s.number = $1",
);

/** The eleven digits of the household a slip is for; null where nobody has told. */
export async function slipPhone(tx: Tx, number: string): Promise<string | null> {
  const [household] = await tx.run(selectPhone, [number]);
  return household?.phone ?? null;
}

const writeTry = statement<[slipId: string], never>(
  "intake.countCodeTry",
  "UPDATE intake_slip SET code_tries = code_tries + 1 WHERE id = $1",
);

export async function countCodeTry(tx: Tx, slipId: string): Promise<void> {
  await tx.run(writeTry, [slipId]);
}

export interface Confirmation {
  readonly slipId: string;
  readonly lotId: string;
  readonly by: ConfirmedBy;
  readonly signature: string | null;
  /** at whose desk; who witnessed a signature */
  readonly userId: string | null;
  readonly now: Date;
}

const writeConfirmed = statement<
  [
    slipId: string,
    lotId: string,
    by: ConfirmedBy,
    signature: string | null,
    userId: string | null,
    now: Date,
  ],
  never
>(
  "intake.confirmSlip",
  `UPDATE intake_slip SET state = 'confirmed', lot_id = $2, confirmed_by = $3, signature = $4,
          confirmed_by_user_id = $5, confirmed_at = $6 WHERE id = $1`,
);

export async function writeConfirmation(tx: Tx, confirmed: Confirmation): Promise<void> {
  const { slipId, lotId, by, signature, userId, now } = confirmed;
  await tx.run(writeConfirmed, [slipId, lotId, by, signature, userId, now]);
}

const writeCancelled = statement<[slipId: string, reason: string, now: Date], never>(
  "intake.cancelSlip",
  "UPDATE intake_slip SET state = 'cancelled', cancel_reason = $2, cancelled_at = $3 WHERE id = $1",
);

export async function writeCancellation(tx: Tx, slipId: string, reason: string, now: Date): Promise<void> {
  await tx.run(writeCancelled, [slipId, reason, now]);
}

/** Confirmed slips after one, in order of their ids, with whether another confirmed one took their place. */
export interface BookedSlip {
  readonly id: string;
  readonly number: string;
  readonly bookId: string;
  readonly member: boolean;
  readonly amountFen: Fen;
  readonly replaced: boolean;
}

const selectBooked = statement<[after: string, limit: number], BookedSlip>(
  "intake.bookedSlips",
  `SELECT s.id, s.number, c.book_id AS "bookId", s.member, s.amount_fen AS "amountFen",
          EXISTS (SELECT FROM intake_slip n WHERE n.corrects_id = s.id AND n.state = 'confirmed') AS replaced
     FROM intake_slip s JOIN cooperative c ON c.id = s.cooperative_id
    WHERE s.state = 'confirmed' AND s.id > $1 ORDER BY s.id LIMIT $2`,
);

export function bookedSlipsAfter(tx: Tx, after: string, limit: number): Promise<BookedSlip[]> {
  return tx.run(selectBooked, [after, limit]);
}
