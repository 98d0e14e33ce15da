import { z } from "zod";
import { GRAMS_PER } from "~/kernel/weight";
import { COUNTED_KINDS } from "./count";
import { PACK_CHANNELS, STOCK_CHANNELS } from "./stock";
import {
  GRAM_MOVE_REASONS,
  LOSS_REASONS,
  LOT_REASONS,
  PACK_MOVE_REASONS,
  STOCK_REASONS,
} from "./stock-reasons";

/** Shapes of the forms of the stock pages. Messages are codes; the catalogues have the words. */

/** Digits as phones type them, full-width ones too. */
const digits = z.string().transform((text) => text.normalize("NFKC").trim());

const packs = digits.pipe(z.string().regex(/^[1-9]\d{0,5}$/, "packsUnreadable")).transform(Number);

/** Weight units a storekeeper may type in. */
export const TYPED_UNITS = ["kilogram", "jin"] as const;

const amount = digits.pipe(z.string().regex(/^\d{1,6}(\.\d{1,3})?$/, "weightUnreadable"));
const weight = { amount, unit: z.enum(TYPED_UNITS, "unitMissing") };

/** A typed weight in grams, to the gram: at most three decimals of a kilogram. */
export function gramsOf(typed: {
  readonly amount: string;
  readonly unit: (typeof TYPED_UNITS)[number];
}): bigint {
  const [whole = "0", decimals = ""] = typed.amount.split(".");
  const thousandths = BigInt(whole) * 1000n + BigInt(decimals.padEnd(3, "0"));
  return (thousandths * GRAMS_PER[typed.unit]) / 1000n;
}

const note = z
  .string()
  .transform((text) => text.trim())
  .pipe(z.string().max(120, "noteTooLong"))
  .default("");

const way = z.enum(["add", "take"], "wayMissing");

export const movePacksForm = z.object({
  from: z.enum(PACK_CHANNELS, "wayMissing"),
  packs,
  reason: z.enum(PACK_MOVE_REASONS, "reasonMissing"),
  note,
});

export const adjustPacksForm = z.object({
  channel: z.enum(STOCK_CHANNELS, "channelMissing"),
  way,
  packs,
  reason: z.enum(STOCK_REASONS, "reasonMissing"),
  note,
});

export const lowLimitForm = z.object({
  /** empty: the usual number */
  lowBelow: digits
    .pipe(z.string().regex(/^\d{0,5}$/, "limitUnreadable"))
    .transform((text) => (text === "" ? null : Number(text))),
});

export const shelfLifeForm = z.object({
  /** empty: nobody says */
  days: digits
    .pipe(z.string().regex(/^([1-9]\d{0,3})?$/, "daysUnreadable"))
    .transform((text) => (text === "" ? null : Number(text))),
});

export const packLotForm = z.object({
  skuId: z.uuid("skuMissing"),
  channel: z.enum(PACK_CHANNELS, "channelMissing"),
  packs,
  ...weight,
  lossReason: z
    .union([z.literal("").transform(() => undefined), z.enum(LOSS_REASONS, "reasonMissing")])
    .optional(),
});

export const moveGramsForm = z.object({
  to: z.enum(["wholesale", "retail"], "wayMissing"),
  ...weight,
  reason: z.enum(GRAM_MOVE_REASONS, "reasonMissing"),
  note,
});

export const adjustGramsForm = z.object({
  part: z.enum(["retail", "wholesale"], "partMissing"),
  way,
  ...weight,
  reason: z.enum(LOT_REASONS, "reasonMissing"),
  note,
});

export const undoPackingForm = z.object({ runId: z.uuid("runId") });

/** Packs as a whole number, a lot in kilograms; nothing at all is a count too. */
export const enterCountForm = z
  .object({ kind: z.enum(COUNTED_KINDS), subjectId: z.uuid("subjectId"), amount: digits })
  .superRefine(({ kind, amount: typed }, context) => {
    const readable = kind === "sku" ? /^\d{1,6}$/ : /^\d{1,6}(\.\d{1,3})?$/;
    if (!readable.test(typed)) {
      context.addIssue({ code: "custom", path: ["amount"], message: "amountUnreadable" });
    }
  });

export const postCountForm = z.object({ look: z.string().max(80) });
