import { z } from "zod";
import { HEARD_FROM, LEAST_LEAD_GRAMS, MOST_LEAD_GRAMS } from "./lead";

/**
 * Shapes of the wholesale forms, shared by browser and server. Messages are codes; the catalogues have the words.
 */

const GRAMS_PER_TONNE = 1_000_000n;

const line = (longest: number, missing: string) => z.string().trim().min(1, missing).max(longest, "tooLong");

/** Tonnes as typed, with up to three decimals and full-width digits, turned into grams without a float. */
export const tonnesToGrams = z
  .string()
  .transform((text) => text.normalize("NFKC").trim())
  .pipe(
    z
      .string()
      .min(1, "tonnesMissing")
      .regex(/^\d{1,4}(\.\d{1,3})?$/, "tonnesUnreadable"),
  )
  .transform((text) => {
    const [whole = "0", decimals = ""] = text.split(".");
    return BigInt(whole) * GRAMS_PER_TONNE + BigInt(decimals.padEnd(3, "0")) * 1_000n;
  })
  .refine((grams) => grams >= LEAST_LEAD_GRAMS && grams <= MOST_LEAD_GRAMS, "tonnesOutOfRange");

/** A calendar day, YYYY-MM-DD, that exists. */
export const day = z.iso.date("dayUnreadable");

/** A mobile number, or a landline with its area code; spaces and dashes do not matter. */
export const businessPhone = z
  .string()
  .transform((text) => text.normalize("NFKC").replaceAll(/[\s-]/g, ""))
  .pipe(z.string().regex(/^(?:(?:\+?86)?1[3-9]\d{9}|0\d{2,3}\d{7,8}|400\d{7})$/, "phoneUnreadable"))
  .transform((digits) => digits.replace(/^\+?86(?=1[3-9]\d{9}$)/, ""));

export const leadForm = z
  .object({
    /** slug of the offer asked about, or empty for a request to the cooperative at large */
    offer: z.string().trim().max(80).default(""),
    /** slug of the cooperative asked; the offer's own where an offer is named */
    cooperative: z.string().trim().max(80).default(""),
    variety: line(60, "varietyMissing"),
    grade: z.string().trim().max(60, "tooLong").default(""),
    tonnes: tonnesToGrams,
    neededFrom: day,
    neededUntil: day,
    regionCode: z.string().regex(/^[1-9]\d{5}$/, "regionMissing"),
    company: line(80, "companyMissing"),
    contact: line(40, "contactMissing"),
    phone: businessPhone,
    heardFrom: z.enum(HEARD_FROM, "heardFromMissing"),
    note: z.string().trim().max(1000, "tooLong").default(""),
  })
  .refine((form) => form.offer !== "" || form.cooperative !== "", { path: ["offer"], error: "offerMissing" })
  .refine((form) => form.neededUntil >= form.neededFrom, {
    path: ["neededUntil"],
    error: "endsBeforeItBegins",
  });
export type LeadForm = z.infer<typeof leadForm>;

export const answerForm = z.object({
  body: line(2000, "answerMissing"),
});

export const nextStepForm = z.object({
  nextStep: line(200, "nextStepMissing"),
  nextStepOn: day,
});

export const closeLeadForm = z.object({
  outcome: z.enum(["win", "lose"], "outcomeMissing"),
  /** for the cooperative's own memory; the buyer does not see it */
  reason: z.string().trim().max(500, "tooLong").default(""),
});
