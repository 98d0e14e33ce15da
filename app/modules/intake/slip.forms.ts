import { z } from "zod";
import type { UnitPrice } from "~/kernel/money";
import { GRAMS_PER, type Grams } from "~/kernel/weight";
import { GRADES, isSignature, MOST_WEIGHINGS, type Weighing } from "./slip";

/** Shapes of the intake desk's forms. Messages are codes; the catalogues have the words. */

export const SCALE_UNITS = ["jin", "kilogram"] as const;
export type ScaleUnit = (typeof SCALE_UNITS)[number];

const plain = (typed: string) => typed.normalize("NFKC").trim();

const WEIGHT = /^(\d{1,5})(?:\.(\d{1,2}))?$/;

/** A weight as read off the scale, up to two decimals, in grams; undefined when it is none. */
export function readWeight(typed: string, unit: ScaleUnit): Grams | undefined {
  const [, whole, decimals = ""] = WEIGHT.exec(plain(typed)) ?? [];
  if (whole === undefined) return undefined;
  return (BigInt(whole) * 100n + BigInt(decimals.padEnd(2, "0"))) * (GRAMS_PER[unit] / 100n);
}

const PRICE = /^(\d{1,4})(?:\.(\d{1,3}))?$/;

/** Yuan per jin, up to three decimals, as 1/10000 yuan per kg; undefined when it is none. */
export function readPricePerJin(typed: string): UnitPrice | undefined {
  const [, whole, decimals = ""] = PRICE.exec(plain(typed).replace(/^[¥￥]/, "")) ?? [];
  if (whole === undefined) return undefined;
  const thousandths = BigInt(whole) * 1000n + BigInt(decimals.padEnd(3, "0"));
  return (thousandths * 10n * GRAMS_PER.kilogram) / GRAMS_PER.jin;
}

const text = (longest: number) => z.string().trim().max(longest, "tooLong").default("");
const day = z.iso.date("dayUnreadable");

/** The names of the weighings' fields are numbered, so that a page without JavaScript keeps what was typed. */
export const grossField = (position: number) => `gross${position}`;
export const tareField = (position: number) => `tare${position}`;

type Typed = Readonly<Record<string, unknown>>;
const typedIn = (form: Typed, field: string) => {
  const value = form[field];
  return typeof value === "string" ? value.trim() : "";
};

function weighingsOf(
  form: Typed,
  unit: ScaleUnit,
  problem: (field: string, code: string) => void,
): Weighing[] {
  const weighings: Weighing[] = [];
  for (let position = 0; position < MOST_WEIGHINGS; position += 1) {
    const [gross, tare] = [typedIn(form, grossField(position)), typedIn(form, tareField(position))];
    if (gross === "" && tare === "") continue;
    const grossGrams = readWeight(gross, unit);
    const tareGrams = tare === "" ? 0n : readWeight(tare, unit);
    if (grossGrams === undefined) problem(grossField(position), "weightUnreadable");
    else if (tareGrams === undefined) problem(tareField(position), "weightUnreadable");
    else if (grossGrams <= tareGrams) problem(tareField(position), "tareAboveGross");
    else weighings.push({ grossGrams, tareGrams });
  }
  return weighings;
}

/** A delivery as typed at the scale. */
export const deliveryForm = z
  .object({
    householdId: z.uuid("householdMissing"),
    plotId: z.union([z.literal("").transform(() => null), z.uuid("plotUnknown")]).default(null),
    productId: z.uuid("productMissing"),
    harvestedOn: day,
    variety: z.string().trim().min(1, "varietyMissing").max(40, "tooLong"),
    specification: text(60),
    grade: z.enum(GRADES, "gradeMissing"),
    price: z.string().transform((typed, context) => {
      const price = readPricePerJin(typed);
      if (price !== undefined && price > 0n) return price;
      context.addIssue({ code: "custom", message: "priceUnreadable" });
      return z.NEVER;
    }),
    unit: z.enum(SCALE_UNITS, "unitMissing"),
    correctReason: text(200),
  })
  .catchall(z.unknown())
  .transform((form, context) => {
    const weighings = weighingsOf(form, form.unit, (field, message) => {
      context.addIssue({ code: "custom", message, path: [field] });
    });
    if (weighings.length === 0 && context.issues.length === 0) {
      context.addIssue({ code: "custom", message: "weightMissing", path: [grossField(0)] });
    }
    const { householdId, plotId, productId, harvestedOn, variety, specification, grade, price } = form;
    return {
      householdId,
      plotId,
      productId,
      harvestedOn,
      variety,
      specification,
      grade,
      weighings,
      unitPrice: price,
      correctReason: form.correctReason,
    };
  });

export const codeForm = z.object({
  code: z
    .string()
    .transform((typed) => plain(typed).replaceAll(/\s/g, ""))
    .pipe(z.string().regex(/^\d{6}$/, "codeUnreadable")),
});

export const signatureForm = z.object({
  signature: z.string().refine(isSignature, "signatureMissing"),
  /** whoever holds the telephone says to have seen it */
  witnessed: z.literal("yes", "witnessMissing"),
});

export const cancelSlipForm = z.object({
  reason: z.string().trim().min(1, "reasonMissing").max(200, "tooLong"),
});
