import { maskName, maskPhone } from "~/kernel/masking";

const HIDDEN = "[hidden]";
/** Deeper or wider than this is not worth a log line; it also ends cycles. */
const MAX_DEPTH = 6;
const MAX_ITEMS = 50;
const MAX_TEXT = 8_000;

const PHONE_KEY = /(phone|mobile|tel)(number)?$/;
const NAME_KEY =
  /^((person|recipient|receiver|contact|display|full|real|user|buyer|payer)?name|nickname|contact|recipient)$/;
const HIDDEN_KEY =
  /(address|street|email|cookie|authorization|token|secret|password|passcode|otp|signature|apikey|accesskey|idcard|bankaccount|cardnumber|databaseurl|connectionstring|rawbody)$/;

/**
 * Mobile numbers of China, with or without 86, with the usual gaps; landlines with their area code. A run inside a
 * longer run of letters or digits (an id, a timestamp) is left alone.
 */
const MOBILE = /(?<![0-9A-Za-z])(?:\+?86[- ]?)?(1[3-9]\d)([- ]?)(\d{4})\2(\d{4})(?![0-9A-Za-z])/g;
const LANDLINE = /(?<![0-9A-Za-z])0\d{2,3}-?\d{7,8}(?![0-9A-Za-z])/g;
/** Bank cards and identity cards: 15 to 19 digits, the last perhaps X. */
const LONG_NUMBER = /(?<![0-9A-Za-z])\d{14,18}[\dXx](?![0-9A-Za-z])/g;
const STRIPE_SECRET = /\b((?:sk|rk)_(?:test|live)|whsec)_[\w+/=-]+/g;
const URL_PASSWORD = /(:\/\/[^\s:@/]*):[^\s@/]+@/g;
const URL_SECRET = /([?&](?:token|signature|sig|phone|password|otp|session)=)[^&\s#"]*/gi;
const BEARER = /\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi;
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/** Hides what looks like personal data or a secret inside a text. */
export function maskText(text: string): string {
  const short = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  return short
    .replace(URL_PASSWORD, `$1:${HIDDEN}@`)
    .replace(URL_SECRET, `$1${HIDDEN}`)
    .replace(STRIPE_SECRET, `$1_${HIDDEN}`)
    .replace(BEARER, `$1 ${HIDDEN}`)
    .replace(EMAIL, HIDDEN)
    .replace(MOBILE, "$1****$4")
    .replace(LANDLINE, HIDDEN)
    .replace(LONG_NUMBER, HIDDEN);
}

/**
 * A copy of what somebody wants to log, ready for JSON, with personal data and secrets hidden: by the name of a field
 * (phones and names keep enough to recognise a case, the rest is hidden), and by what a text looks like. A field
 * called `name` counts as a person's: name a thing by its kind (`job`, `route`, `channel`).
 */
export function maskFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return maskObject(fields, 0);
}

/** An error as fields: no values of database rows, which PostgreSQL puts into `detail`. */
export function maskError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: maskText(String(error)) };
  const { code, constraint, table, routine } = error as { [field: string]: unknown } & Error;
  const facts = Object.entries({ code, constraint, table, routine }).filter(
    (entry): entry is [string, string | number] => ["string", "number"].includes(typeof entry[1]),
  );
  return {
    type: error.name,
    message: maskText(error.message),
    ...Object.fromEntries(facts),
    ...(error.stack === undefined ? {} : { stack: maskText(error.stack) }),
    ...(error.cause === undefined || depth >= MAX_DEPTH ? {} : { cause: maskError(error.cause, depth + 1) }),
    ...(error instanceof AggregateError && depth < MAX_DEPTH
      ? { errors: error.errors.slice(0, MAX_ITEMS).map((one) => maskError(one, depth + 1)) }
      : {}),
  };
}

function maskObject(object: object, depth: number): Record<string, unknown> {
  const masked: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(object).slice(0, MAX_ITEMS)) {
    masked[key] = maskField(key, value, depth);
  }
  return masked;
}

function maskField(key: string, value: unknown, depth: number): unknown {
  if (value === undefined || value === null || typeof value === "boolean") return value;
  const plainKey = key.toLowerCase().replaceAll(/[^a-z]/g, "");
  if (HIDDEN_KEY.test(plainKey)) return HIDDEN;
  if (PHONE_KEY.test(plainKey)) return typeof value === "object" ? HIDDEN : maskPhone(String(value));
  if (NAME_KEY.test(plainKey) && typeof value === "string") return maskName(value);
  return maskValue(value, depth);
}

function maskValue(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case "string":
      return maskText(value);
    case "bigint":
      return value.toString();
    case "object":
      break;
    case "function":
    case "symbol":
      return undefined;
    default:
      return value;
  }
  if (value === null) return null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Error) return maskError(value, depth);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth >= MAX_DEPTH) return "[deeper]";
  if (value instanceof Headers || value instanceof Map) {
    return maskObject(Object.fromEntries(value as Iterable<[string, unknown]>), depth + 1);
  }
  const items = Array.isArray(value) ? value : value instanceof Set ? [...value] : undefined;
  if (items) return items.slice(0, MAX_ITEMS).map((item) => maskValue(item, depth + 1));
  return maskObject(value, depth + 1);
}
