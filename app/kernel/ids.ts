import { invariant } from "./invariant";

/** Fills an array with random bytes. Handed in so that tests and the seed can be repeated exactly. */
export type RandomBytes = (length: number) => Uint8Array;

export const cryptoRandom: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));

/** Makes UUIDv7 ids (RFC 9562 §5.7): 48 bits of milliseconds, then random bits, so ids sort by birth. */
export function uuidv7(now: Date, random: RandomBytes): string {
  const bytes = random(16);
  let time = now.getTime();
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function newId(now: Date): string {
  return uuidv7(now, cryptoRandom);
}

/**
 * Letters and digits that survive being read aloud and copied by hand: Crockford's set without I, L, O and U.
 * 31 symbols (also without 0) so that the check character can be taken modulo a prime, which catches every
 * single wrong character and every swap of neighbours.
 */
const READABLE = "123456789ABCDEFGHJKMNPQRSTVWXYZ";
const MODULUS = READABLE.length;

function checkCharacter(body: string): string {
  let sum = 0;
  for (let index = 0; index < body.length; index += 1) {
    const value = READABLE.indexOf(body.charAt(index));
    invariant(value >= 0, "a number read aloud holds readable characters only");
    sum += value * ((index % (MODULUS - 1)) + 1);
  }
  return READABLE.charAt(sum % MODULUS);
}

/** Symbols drawn by chance, each as likely as the others: bytes above the last whole round are drawn again. */
function randomSymbols(symbols: string, length: number, random: RandomBytes): string {
  const fair = 256 - (256 % symbols.length);
  let text = "";
  while (text.length < length) {
    for (const byte of random(length)) {
      if (byte < fair && text.length < length) text += symbols.charAt(byte % symbols.length);
    }
  }
  return text;
}

/** Kinds of numbers that people read aloud: orders, leads, lots, intake slips, conformity certificates. */
export type NumberKind = "order" | "lead" | "lot" | "slip" | "certificate";

const PREFIX: Readonly<Record<NumberKind, string>> = {
  order: "D",
  lead: "X",
  lot: "P",
  slip: "S",
  certificate: "H",
};

/** A number such as `D4K7-9QXM-2TB`: a letter for the kind, nine random characters and a check character. */
export function newNumber(kind: NumberKind, random: RandomBytes): string {
  const body = PREFIX[kind] + randomSymbols(READABLE, 9, random);
  const text = body + checkCharacter(body);
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
}

/** Reads a number as typed by a person (case, spaces and dashes do not matter); undefined when its check fails. */
export function readNumber(kind: NumberKind, typed: string): string | undefined {
  const text = typed.toUpperCase().replaceAll(/[\s-]/g, "");
  if (text.length !== 11 || !text.startsWith(PREFIX[kind])) return undefined;
  if ([...text].some((character) => !READABLE.includes(character))) return undefined;
  if (checkCharacter(text.slice(0, -1)) !== text.slice(-1)) return undefined;
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
}

const SHARE_CODE_SYMBOLS = "23456789abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ";

/** Short code of a share link, e.g. `k7Qm2x`: letters of both cases and digits that do not look alike. */
export function newShareCode(random: RandomBytes): string {
  return randomSymbols(SHARE_CODE_SYMBOLS, 6, random);
}
