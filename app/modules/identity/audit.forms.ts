import { z } from "zod";
import { RECORDED_ACTS } from "./audit-words";

const day = z.iso.date().or(z.literal("")).catch("");

/** What an address of the log asks for; what cannot be read asks for nothing. */
export const auditSearchForm = z.object({
  person: z.string().trim().max(40).catch(""),
  act: z.enum(RECORDED_ACTS).or(z.literal("")).catch(""),
  subject: z.string().trim().max(60).catch(""),
  from: day,
  to: day,
  before: z.uuid().or(z.literal("")).catch(""),
});
export type AuditSearchForm = z.output<typeof auditSearchForm>;
