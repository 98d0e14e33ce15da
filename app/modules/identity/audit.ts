import { maskMobilesIn, maskName, maskPhone } from "~/kernel/masking";
import type { RecordedAct, SubjectKind } from "./audit-words";

/** What a field of a change may hold. Weights and money arrive as bigint and are kept as decimal text. */
export type AuditValue =
  | string
  | number
  | bigint
  | boolean
  | Date
  | null
  | undefined
  | readonly AuditValue[]
  | { readonly [field: string]: AuditValue };

export type AuditFields = Readonly<Record<string, AuditValue>>;

/** One change, as the workflow that made it tells it. */
export interface Change {
  readonly at: Date;
  /** null: the portal itself, in a sweep or on a message from outside */
  readonly actorUserId: string | null;
  /** whose log it belongs to; null: the operator's alone */
  readonly organisationId: string | null;
  readonly act: RecordedAct;
  /** `id` is a uuid or a number people know the thing by */
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  /** null for what did not exist before; fields that stay the same may be handed in and are left out */
  readonly before: AuditFields | null;
  /** null for what exists no longer */
  readonly after: AuditFields | null;
  /** in the words of whoever did it */
  readonly reason: string | null;
}

/** JSON as it is kept. */
export type KeptValue =
  | string
  | number
  | boolean
  | null
  | readonly KeptValue[]
  | { readonly [field: string]: KeptValue };
export type KeptFields = Readonly<Record<string, KeptValue>>;

export interface KeptChange {
  readonly before: KeptFields | null;
  readonly after: KeptFields | null;
  readonly reason: string | null;
}

export const MOST_AUDIT_CHARACTERS = 16_384;
export const MOST_AUDIT_REASON = 500;
const LONGEST_TEXT = 2_000;
/** What is left of texts and lists when a change would else be too large. */
const SHORT_TEXT = 60;
const MOST_ITEMS = 60;
const DEEPEST = 6;

/** Field names whose value is a person's: kept so that a case is recognised and nobody can be called or found. */
const PHONE_FIELD = /(phone|mobile|telephone)$/i;
const PERSON_FIELD =
  /^((recipient|contact|person|payee|holder|grower|household|buyer)name|displayname|recipient)$/i;
const SECRET_FIELD =
  /(address|street|email|token|secret|password|passkey|code|hash|signature|identitynumber|idcard|bankaccount|accountnumber|cardnumber)$/i;
/** Codes that stand for a kind or a place and tell nothing about a person. */
const OPEN_CODE = /(region|category|reason|batch|lot|grade|state)code$/i;
const HIDDEN = "***";

/** Bank cards and identity cards. */
const LONG_NUMBER = /(?<![0-9A-Za-z])\d{14,18}[\dXx](?![0-9A-Za-z])/g;

function maskText(text: string): string {
  return maskMobilesIn(text).replace(LONG_NUMBER, HIDDEN);
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

/** A value as it is kept: plain JSON, personal data masked, nothing endless. */
function keep(field: string, value: AuditValue, longest: number, depth: number): KeptValue {
  if (value === undefined || value === null) return null;
  if (typeof value === "boolean") return value;
  if (SECRET_FIELD.test(field) && !OPEN_CODE.test(field)) return HIDDEN;
  if (PHONE_FIELD.test(field)) return typeof value === "string" ? maskPhone(value) : HIDDEN;
  if (PERSON_FIELD.test(field)) return typeof value === "string" ? maskName(value) : HIDDEN;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "string") return cut(maskText(value), longest);
  if (value instanceof Date) return value.toISOString();
  if (depth >= DEEPEST) return "…";
  if (isList(value)) {
    const items = value.slice(0, MOST_ITEMS).map((item) => keep(field, item, longest, depth + 1));
    return value.length > MOST_ITEMS ? [...items, "…"] : items;
  }
  return keepFields(value, longest, depth + 1);
}

function isList(value: object): value is readonly AuditValue[] {
  return Array.isArray(value);
}

function keepFields(fields: AuditFields, longest: number, depth: number): KeptFields {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.slice(0, MOST_ITEMS).map(([name, value]) => [name, keep(name, value, longest, depth)]),
  );
}

/** Values are compared before they are masked, so that 138…1234 → 138…5678 is still seen as a change. */
const inFull = (value: AuditValue) =>
  JSON.stringify(value, (_, part) => (typeof part === "bigint" ? `${part}n` : part)) ?? "null";

function changedNames(before: AuditFields, after: AuditFields): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => inFull(before[name] ?? null) !== inFull(after[name] ?? null),
  );
}

function only(fields: AuditFields, names: readonly string[]): AuditFields {
  return Object.fromEntries(names.filter((name) => name in fields).map((name) => [name, fields[name]]));
}

function sizeOf(before: KeptFields | null, after: KeptFields | null): number {
  return JSON.stringify(before).length + JSON.stringify(after).length;
}

/**
 * What is kept of a change: the fields that differ, as plain JSON, with personal data masked (Personal Information
 * Protection Law: no more than the purpose needs) and shortened to `MOST_AUDIT_CHARACTERS`. Undefined when
 * both sides are there and nothing differs: then nothing was changed.
 */
export function keptChange(change: Pick<Change, "before" | "after" | "reason">): KeptChange | undefined {
  let { before, after } = change;
  if (before && after) {
    const names = changedNames(before, after);
    if (names.length === 0) return undefined;
    before = only(before, names);
    after = only(after, names);
  }
  const reason = change.reason?.trim() ? cut(maskText(change.reason.trim()), MOST_AUDIT_REASON - 1) : null;
  for (const longest of [LONGEST_TEXT, SHORT_TEXT]) {
    const kept = {
      before: before && keepFields(before, longest, 0),
      after: after && keepFields(after, longest, 0),
    };
    if (sizeOf(kept.before, kept.after) <= MOST_AUDIT_CHARACTERS) return { ...kept, reason };
  }
  return { before: before && namesOf(before), after: after && namesOf(after), reason };
}

/** The last resort for a change of very many fields: which they were. */
function namesOf(fields: AuditFields): KeptFields {
  const names = Object.keys(fields).slice(0, MOST_ITEMS);
  return Object.fromEntries(names.map((name) => [cut(name, SHORT_TEXT), "…"]));
}
