import { z } from "zod";
import { GRAMS_PER } from "~/kernel/weight";
import { type Affected, CLAIM_REASONS, MAX_CLAIM_ANSWER, MAX_CLAIM_WORDS } from "./claim";

/** In what a buyer says how much was not good. */
export const CLAIM_UNITS = ["packs", "jin", "kilogram"] as const;
export type ClaimUnit = (typeof CLAIM_UNITS)[number];

/** Line breaks are kept; other control characters would break exports. */
const readable = (text: string) => !/[^\P{Cc}\n]/u.test(text);

const text = (most: number) =>
  z
    .string()
    .transform((typed) => typed.replaceAll("\r\n", "\n").trim())
    .pipe(z.string().max(most, "tooLong").refine(readable, "unprintable"));

/** Grams of a decimal number of the unit, or whole packs; undefined where the text is neither. */
function affectedBy(typed: string, unit: ClaimUnit): Affected | undefined {
  const plain = typed.normalize("NFKC").replaceAll(/[\s,]/g, "");
  if (unit === "packs") {
    return /^\d{1,3}$/.test(plain) && Number(plain) > 0 ? { of: "packs", packs: Number(plain) } : undefined;
  }
  const [, whole = "", decimals = ""] = /^(\d{1,5})(?:\.(\d{1,3}))?$/.exec(plain) ?? [];
  if (whole === "") return undefined;
  const thousandths = BigInt(whole) * 1000n + BigInt(decimals.padEnd(3, "0"));
  const grams = (thousandths * GRAMS_PER[unit]) / 1000n;
  return grams > 0n ? { of: "grams", grams } : undefined;
}

/** What a buyer says was not good. Messages are codes; the screens give them words. */
export const openClaimForm = z
  .object({
    lineId: z.uuid("line"),
    reason: z.enum(CLAIM_REASONS, "reason"),
    quantity: z.string(),
    unit: z.enum(CLAIM_UNITS, "unit"),
    words: text(MAX_CLAIM_WORDS).default(""),
  })
  .transform(({ quantity, unit, ...form }, context) => {
    const affected = affectedBy(quantity, unit);
    if (!affected) context.addIssue({ code: "custom", path: ["quantity"], message: "quantity" });
    if (form.reason === "other" && form.words === "") {
      context.addIssue({ code: "custom", path: ["words"], message: "required" });
    }
    return affected ? { ...form, affected } : z.NEVER;
  });

/** Fen of an amount in yuan as it is typed: 25, 25.5, ￥25.50. */
const yuan = z.string().transform((typed, context) => {
  const plain = typed.normalize("NFKC").replaceAll(/[\s,¥元]/g, "");
  const [, whole, fen = ""] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(plain) ?? [];
  if (whole !== undefined) return BigInt(whole) * 100n + BigInt(fen.padEnd(2, "0"));
  context.addIssue({ code: "custom", message: "amount" });
  return z.NEVER;
});

export const acceptClaimForm = z.object({
  claimId: z.uuid("claim"),
  amount: yuan,
  answer: text(MAX_CLAIM_ANSWER).default(""),
});

/** Whoever gives nothing says why. */
export const declineClaimForm = z.object({
  claimId: z.uuid("claim"),
  why: text(MAX_CLAIM_ANSWER).refine((words) => words.length >= 2, "required"),
});

/** Taking a claim back, or asking for its refund anew. */
export const namedClaimForm = z.object({ claimId: z.uuid("claim") });
