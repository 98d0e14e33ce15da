import { badParameter } from "./errors";

/** A decoded form: text, lists and hashes. Hashes have no prototype, so a key called `__proto__` is only a key. */
export type FormValue = string | FormValue[] | FormHash;
export interface FormHash {
  [key: string]: FormValue;
}

const MOST_PAIRS = 2_000;
const DEEPEST = 8;
const NAME = /^([^[\]]+)((?:\[[^[\]]*\])*)$/;

/**
 * Reads `a[b][0][c]=x&list[]=y` as Stripe's libraries write it.
 * A hash whose keys are 0, 1, 2 … becomes a list. A name with broken brackets is refused.
 */
export function decodeForm(text: string): FormHash {
  const root = emptyHash();
  if (text === "") return root;
  const pairs = text.split("&");
  if (pairs.length > MOST_PAIRS) throw badParameter("The request carries too many parameters.", "");
  for (const pair of pairs) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const name = plainText(equals === -1 ? pair : pair.slice(0, equals));
    put(root, steps(name), equals === -1 ? "" : plainText(pair.slice(equals + 1)), name);
  }
  return listsIn(root);
}

function emptyHash(): FormHash {
  return Object.create(null) as FormHash;
}

function plainText(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw badParameter("Invalid percent encoding in the request.", text.slice(0, 40));
  }
}

function steps(name: string): string[] {
  const match = NAME.exec(name);
  const [, first, rest] = match ?? [];
  if (first === undefined || rest === undefined) throw badParameter(`Invalid parameter name: ${name}`, name);
  const path = [first, ...(rest === "" ? [] : rest.slice(1, -1).split("]["))];
  if (path.length > DEEPEST) throw badParameter(`The parameter is nested too deeply: ${name}`, name);
  return path;
}

function put(root: FormHash, path: readonly string[], value: string, name: string): void {
  let at = root;
  for (const [depth, step] of path.entries()) {
    const key = step === "" ? String(Object.keys(at).length) : step;
    if (depth === path.length - 1) {
      at[key] = value;
      return;
    }
    const next = at[key] ?? emptyHash();
    if (typeof next === "string" || Array.isArray(next)) {
      throw badParameter(`The parameter is both a value and a hash: ${name}`, name);
    }
    at[key] = next;
    at = next;
  }
}

function listsIn(hash: FormHash): FormHash {
  for (const [key, value] of Object.entries(hash)) hash[key] = listed(value);
  return hash;
}

function listed(value: FormValue): FormValue {
  if (typeof value === "string" || Array.isArray(value)) return value;
  const keys = Object.keys(value);
  const isList = keys.length > 0 && keys.every((key, index) => key === String(index));
  return isList ? Object.values(value).map(listed) : listsIn(value);
}
