import { z } from "zod";
import { packPrice, readYuan } from "../desk.price";
import { LONGEST_PLAN_REASON, type NewPlan, PLAN_KINDS } from "./plan";

/** Shapes of the desk's forms for planned changes. Messages are codes; the catalogues have the words. */

const SHANGHAI_MINUTE = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;

/** A minute as a browser's field gives it, which is the wall clock of the business; undefined when it is none. */
function readMinute(typed: string): Date | undefined {
  if (!SHANGHAI_MINUTE.test(typed)) return undefined;
  const at = new Date(`${typed}:00+08:00`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

const typed = z.string().trim().default("");

export const planForm = z
  .object({
    kind: z.enum(PLAN_KINDS, "kindMissing"),
    skuId: z.uuid("packMissing").optional().or(z.literal("")),
    price: typed,
    from: typed,
    till: typed,
    reason: z.string().trim().max(LONGEST_PLAN_REASON, "tooLong").default(""),
  })
  .transform((form, context): NewPlan => {
    const { kind, skuId, reason } = form;
    const wrong = (field: string, message: string): never => {
      context.addIssue({ code: "custom", message, path: [field] });
      return z.NEVER;
    };
    const dueAt = readMinute(form.from);
    if (!dueAt) return wrong("from", "timeUnreadable");
    if (kind === "publish" || kind === "pause") return { kind, dueAt, reason };
    if (!skuId) return wrong("skuId", "packMissing");
    const thousandths = readYuan(form.price);
    if (thousandths === undefined) return wrong("price", "priceUnreadable");
    const part = { skuId, priceFen: packPrice(thousandths, "pack", 0n), dueAt, reason };
    if (kind === "price") return { kind, ...part };
    const tillAt = readMinute(form.till);
    return tillAt ? { kind, ...part, tillAt } : wrong("till", "timeUnreadable");
  });

export const planActForm = z.object({ planId: z.uuid() });
