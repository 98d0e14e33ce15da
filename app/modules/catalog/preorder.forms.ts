import { z } from "zod";

/** Shapes of the forms about selling ahead. Messages are codes; the catalogues have the words. */

const day = z.iso.date("dayUnreadable");

export const capForm = z
  .object({
    skuId: z.uuid("skuMissing"),
    packs: z
      .string()
      .transform((typed) => typed.normalize("NFKC").trim())
      .pipe(z.string().regex(/^[1-9]\d{0,5}$/, "packsUnreadable"))
      .transform(Number),
    from: day,
    until: day,
    reason: z.string().trim().max(200, "tooLong").default(""),
  })
  .refine(({ from, until }) => until >= from, { path: ["until"], message: "windowOutOfOrder" });

export const endAheadForm = z.object({ skuId: z.uuid("skuMissing") });
