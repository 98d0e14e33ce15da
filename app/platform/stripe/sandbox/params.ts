import { badParameter, missingParameter, notModelled } from "./errors";
import type { FormHash, FormValue } from "./form-decoding";
import type { Metadata } from "./types";

/** Reads one parameter, or throws the refusal Stripe would give. `path` is Stripe's own spelling: `a[b][0]`. */
export type Reader<T> = (value: FormValue | undefined, path: string) => T;
export type Read<R> = R extends Reader<infer T> ? T : never;

const LONGEST_TEXT = 5_000;
const LARGEST_INTEGER = 99_999_999;

export function text(options: { max?: number } = {}): Reader<string> {
  const max = options.max ?? LONGEST_TEXT;
  return (value, path) => {
    const given = single(value, path);
    if (given.length > max) {
      const seen = `${given.slice(0, 6)}...${given.slice(-6)}`;
      throw badParameter(`Invalid string: ${seen}; must be at most ${max} characters`, path);
    }
    return given;
  };
}

export function url(): Reader<string> {
  const read = text();
  return (value, path) => {
    const given = read(value, path);
    // The placeholder's braces are legal in what the merchant sends and illegal in a URL.
    const candidate = given.replaceAll("{CHECKOUT_SESSION_ID}", "id");
    const parsed = URL.canParse(candidate) ? new URL(candidate) : undefined;
    if (parsed === undefined || !["http:", "https:"].includes(parsed.protocol)) {
      throw badParameter("Not a valid URL", path, "url_invalid");
    }
    return given;
  };
}

export function integer(options: { min?: number; max?: number } = {}): Reader<number> {
  const { min = 0, max = LARGEST_INTEGER } = options;
  return (value, path) => {
    const given = single(value, path);
    const number = /^-?\d{1,15}$/.test(given) ? Number(given) : Number.NaN;
    if (Number.isNaN(number))
      throw badParameter(`Invalid integer: ${given}`, path, "parameter_invalid_integer");
    if (number < min) {
      const message =
        min === 0 ? "Invalid non-negative integer" : `This value must be greater than or equal to ${min}.`;
      throw badParameter(message, path, "parameter_invalid_integer");
    }
    if (number > max) {
      throw badParameter(
        `This value must be less than or equal to ${max}.`,
        path,
        "parameter_invalid_integer",
      );
    }
    return number;
  };
}

export function boolean(): Reader<boolean> {
  return (value, path) => {
    const given = single(value, path);
    if (given !== "true" && given !== "false") throw badParameter(`Invalid boolean: ${given}`, path);
    return given === "true";
  };
}

export function oneOf<const T extends string>(...allowed: readonly T[]): Reader<T> {
  return (value, path) => {
    const given = single(value, path);
    const found = allowed.find((option) => option === given);
    if (found === undefined)
      throw badParameter(`Invalid ${path}: must be one of ${allowed.join(", ")}`, path);
    return found;
  };
}

export function optional<T>(reader: Reader<T>): Reader<T | undefined> {
  return (value, path) => (value === undefined ? undefined : reader(value, path));
}

export function list<T>(reader: Reader<T>, options: { min?: number; max: number }): Reader<T[]> {
  return (value, path) => {
    if (value === undefined || value === "") throw missingParameter(path);
    if (!Array.isArray(value)) throw badParameter("Invalid array", path);
    if (value.length < (options.min ?? 0)) throw badParameter(`${path} is too short.`, path);
    if (value.length > options.max) {
      throw badParameter(`You cannot pass more than ${options.max} items in ${path}.`, path);
    }
    return value.map((item, index) => reader(item, `${path}[${index}]`));
  };
}

/** A hash with exactly these keys. Unknown keys are refused before anything else is looked at, as Stripe does. */
export function hash<S extends Record<string, Reader<unknown>>>(
  shape: S,
): Reader<{ [K in keyof S]: Read<S[K]> }> {
  return (value, path) => {
    if (value === undefined) throw missingParameter(path);
    if (typeof value === "string" || Array.isArray(value)) throw badParameter("Invalid hash", path);
    return readFields(shape, value, path);
  };
}

/** Reads the top level of a request. */
export function readParams<S extends Record<string, Reader<unknown>>>(
  shape: S,
  form: FormHash,
): { [K in keyof S]: Read<S[K]> } {
  return readFields(shape, form, "");
}

/** Limits of Stripe's metadata: 50 keys of up to 40 characters, values of up to 500. */
export const metadata: Reader<Metadata> = (value, path) => {
  if (value === undefined || value === "") return {};
  if (typeof value === "string") throw badParameter("Invalid hash", path);
  // Keys 0, 1, 2 … were decoded as a list; for metadata they are names like any other.
  const entries = Object.entries(value);
  if (entries.length > 50) throw badParameter("Metadata can have at most 50 keys.", path);
  const read = text({ max: 500 });
  const found: [string, string][] = [];
  for (const [key, item] of entries) {
    const at = `${path}[${key}]`;
    if (key.length > 40) throw badParameter("Metadata keys can have at most 40 characters.", at);
    // An empty value means "unset this key".
    if (item !== "") found.push([key, read(item, at)]);
  }
  return Object.fromEntries(found);
};

/** A parameter of the real API that the sandbox declines to play. */
export const unplayed: Reader<undefined> = (value, path) => {
  if (value !== undefined) throw notModelled(path);
  return undefined;
};

/** The same reader under many names: `unplayedAll("discounts", "custom_text")`. */
export function unplayedAll<const N extends string>(...names: readonly N[]): Record<N, Reader<undefined>> {
  return Object.fromEntries(names.map((name) => [name, unplayed])) as Record<N, Reader<undefined>>;
}

function readFields<S extends Record<string, Reader<unknown>>>(shape: S, value: FormHash, path: string) {
  const at = (key: string) => (path === "" ? key : `${path}[${key}]`);
  const strangers = Object.keys(value).filter((key) => !Object.hasOwn(shape, key));
  const [first] = strangers;
  if (first !== undefined) {
    const plural = strangers.length > 1 ? "s" : "";
    const names = strangers.map(at).join(", ");
    throw badParameter(`Received unknown parameter${plural}: ${names}`, at(first), "parameter_unknown");
  }
  const fields = Object.entries(shape).map(([key, reader]) => [key, reader(value[key], at(key))]);
  return Object.fromEntries(fields) as { [K in keyof S]: Read<S[K]> };
}

function single(value: FormValue | undefined, path: string): string {
  if (value === undefined) throw missingParameter(path);
  if (typeof value !== "string") throw badParameter(`Invalid string: ${JSON.stringify(value)}`, path);
  if (value === "") {
    const message = `You passed an empty string for '${path}', and '${path}' cannot be unset.`;
    throw badParameter(message, path, "parameter_invalid_empty");
  }
  return value;
}
