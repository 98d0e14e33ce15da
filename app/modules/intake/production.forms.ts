import { z } from "zod";
import { LONGEST_INTERVAL_DAYS, NEEDS_INPUT, RECORD_KINDS } from "./production";

/** Shapes of the forms about production records. Messages are codes; the catalogues have the words. */

const text = (longest: number) => z.string().trim().max(longest, "tooLong").default("");

export const recordForm = z
  .object({
    productId: z.uuid("productMissing"),
    plotId: z.union([z.literal("").transform(() => null), z.uuid("plotUnknown")]).default(null),
    kind: z.enum(RECORD_KINDS, "kindMissing"),
    doneOn: z.iso.date("dayUnreadable"),
    input: text(60),
    source: text(60),
    dose: text(60),
    intervalDays: z
      .string()
      .default("")
      .transform((typed) => typed.normalize("NFKC").trim() || "0")
      .pipe(z.string().regex(/^\d{1,3}$/, "daysUnreadable"))
      .transform(Number)
      .refine((days) => days <= LONGEST_INTERVAL_DAYS, "daysUnreadable"),
    note: text(200),
  })
  .superRefine((form, context) => {
    if (!NEEDS_INPUT.has(form.kind)) return;
    for (const field of ["input", "source", "dose"] as const) {
      if (form[field] === "") context.addIssue({ code: "custom", message: `${field}Missing`, path: [field] });
    }
  });
export type RecordForm = z.infer<typeof recordForm>;

export const strikeForm = z.object({
  recordId: z.uuid(),
  reason: z.string().trim().min(1, "reasonMissing").max(200, "tooLong"),
});
