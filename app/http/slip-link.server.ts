import { createHmac, timingSafeEqual } from "node:crypto";
import type { AppLoadContext } from "@remix-run/node";
import { readNumber } from "~/kernel/ids";

type Secrets = Pick<AppLoadContext["portal"], "sessionSecrets">;

const CODE_DIGITS = 6;
const LINK_BYTES = 12;

function mac(purpose: string, text: string, secret: string): Buffer {
  return createHmac("sha256", secret).update(`${purpose}:${text}`).digest();
}

/** The six digits a household says when it agrees: made from everything the slip says, and nowhere stored. */
export function slipCode({ sessionSecrets: [secret] }: Secrets, agreed: string): string {
  return codeOf(agreed, secret);
}

function codeOf(agreed: string, secret: string): string {
  const number = mac("slip-code", agreed, secret).readUIntBE(0, 6) % 10 ** CODE_DIGITS;
  return String(number).padStart(CODE_DIGITS, "0");
}

/** Whether a code is the one for what was agreed, under any of the secrets in use. */
export function slipCodeFits({ sessionSecrets }: Secrets): (agreed: string, code: string) => boolean {
  return (agreed, code) =>
    code.length === CODE_DIGITS &&
    sessionSecrets.some((secret) => timingSafeEqual(Buffer.from(codeOf(agreed, secret)), Buffer.from(code)));
}

/** The part of an address that lets its bearer see one slip: its number, signed. */
export function slipLink({ sessionSecrets: [secret] }: Secrets, number: string): string {
  return `${number}.${signature(number, secret)}`;
}

function signature(number: string, secret: string): string {
  return mac("slip-link", number, secret).subarray(0, LINK_BYTES).toString("base64url");
}

/** The number of the slip a link is for; undefined for one that we did not sign. */
export function readSlipLink({ sessionSecrets }: Secrets, link: string): string | undefined {
  const [typed = "", given = ""] = link.split(".");
  const number = readNumber("slip", typed);
  if (number === undefined) return undefined;
  const signed = Buffer.from(given);
  const ours = sessionSecrets.some((secret) => {
    const made = Buffer.from(signature(number, secret));
    return made.length === signed.length && timingSafeEqual(made, signed);
  });
  return ours ? number : undefined;
}
