import { z } from "zod";
import { DAY_MS } from "~/kernel/clock";

/** Shapes of the forms about forecasts. Messages are codes; the catalogues have the words. */

/** A harvest that lasts longer than half a year is two. */
export const LONGEST_HARVEST_DAYS = 183;
/** Nothing a village grows brings more on a mu. */
const MOST_KILOGRAMS_PER_MU = 20_000;
/** More fields than a cooperative has. */
const MOST_FIELDS = 1_000;

const day = z.iso.date("dayUnreadable");

export const estimateForm = z
  .object({
    plotId: z.uuid("fieldMissing"),
    /** whole kilograms a mu, in grams */
    kilograms: z
      .string()
      .transform((typed) => typed.normalize("NFKC").trim())
      .pipe(z.string().regex(/^[1-9]\d{0,4}$/, "yieldUnreadable"))
      .transform(Number)
      .refine((kilograms) => kilograms <= MOST_KILOGRAMS_PER_MU, "yieldUnreadable"),
    from: day,
    until: day,
    estimatedOn: day,
  })
  .superRefine(({ from, until }, context) => {
    const days = (Date.parse(until) - Date.parse(from)) / DAY_MS;
    if (days >= 0 && days <= LONGEST_HARVEST_DAYS) return;
    context.addIssue({ code: "custom", path: ["until"], message: "harvestOutOfOrder" });
  })
  .transform(({ kilograms, ...form }) => ({ ...form, gramsPerMu: BigInt(kilograms) * 1000n }));
export type EstimateForm = z.output<typeof estimateForm>;

export const plantingForm = z.object({
  plotIds: z.array(z.uuid("fieldMissing")).max(MOST_FIELDS).default([]),
});
