import { z } from "zod";
import { MOST_AREA } from "./household";

/** Shapes of the forms about households. Messages are codes; the catalogues have the words. */

const ticked = z
  .literal("1")
  .optional()
  .transform((value) => value === "1");

/** A number as `maskPhone` shows it: whoever left the mask in the field meant to leave the number alone. */
const MASKED = /^\d{2,3}\*{4}\d{2,4}$/;

export const householdForm = z.object({
  name: z.string().trim().min(1, "nameMissing").max(40, "tooLong"),
  phone: z
    .string()
    .transform((typed) => typed.normalize("NFKC").replaceAll(/[\s-]/g, ""))
    .pipe(
      z.union([
        z.literal("").transform(() => null),
        z
          .string()
          .regex(MASKED)
          .transform(() => "asItWas" as const),
        z.string().regex(/^1[3-9]\d{9}$/, "phoneUnreadable"),
      ]),
    ),
  member: z.enum(["member", "other"], "memberMissing").transform((value) => value === "member"),
  demonstration: ticked,
});
export type HouseholdForm = z.infer<typeof householdForm>;
/** What is kept of a household. */
export type HouseholdFacts = Omit<HouseholdForm, "phone"> & { readonly phone: string | null };

const AREA = /^(\d{1,4})(?:\.(\d{1,2}))?$/;

export const plotForm = z.object({
  place: z.string().trim().min(1, "placeMissing").max(60, "tooLong"),
  /** 亩 with up to two decimals, in hundredths */
  area: z.string().transform((typed, context) => {
    const [, whole, decimals = ""] = AREA.exec(typed.normalize("NFKC").trim()) ?? [];
    const area = whole === undefined ? 0 : Number(whole) * 100 + Number(decimals.padEnd(2, "0"));
    if (area >= 1 && area <= MOST_AREA) return area;
    context.addIssue({ code: "custom", message: "areaUnreadable" });
    return z.NEVER;
  }),
});
export type PlotForm = z.infer<typeof plotForm>;
