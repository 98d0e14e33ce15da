import { createHmac, timingSafeEqual } from "node:crypto";
import type { AppLoadContext } from "@remix-run/node";

type Portal = AppLoadContext["portal"];

/**
 * A guest's proof of having bought: a cookie that names the last few payments made or looked up in this browser, signed
 * so that knowing a payment's id is not enough. It spares the buyer typing the phone number after paying, and keeps the
 * number out of addresses. Whoever signs in does not need it.
 */
const NAME = "receipts";
const MOST_RECEIPTS = 5;
const LIFETIME_SECONDS = 7 * 86_400;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function sign(list: string, secret: string): Buffer {
  return createHmac("sha256", secret).update(`receipts:${list}`).digest();
}

function signedByUs(list: string, signature: string, secrets: readonly string[]): boolean {
  const given = Buffer.from(signature, "base64url");
  return secrets.some((secret) => {
    const made = sign(list, secret);
    return made.length === given.length && timingSafeEqual(made, given);
  });
}

/** The payments this browser has proven to know; empty when the cookie is missing or not ours. */
export function readReceipts(request: Request, portal: Portal): readonly string[] {
  const header = request.headers.get("cookie") ?? "";
  const value = header
    .split(";")
    .map((pair) => pair.trim().split("=", 2))
    .find(([name]) => name === NAME)?.[1];
  const [list = "", signature = ""] = value?.split("~") ?? [];
  if (!signedByUs(list, signature, portal.sessionSecrets)) return [];
  return list.split(".").filter((id) => UUID.test(id));
}

/** The `Set-Cookie` value that adds a payment to what this browser may see. */
export function addReceipt(request: Request, portal: Portal, paymentId: string): string {
  const others = readReceipts(request, portal).filter((id) => id !== paymentId);
  const list = [paymentId, ...others].slice(0, MOST_RECEIPTS).join(".");
  const [secret] = portal.sessionSecrets;
  const value = `${list}~${sign(list, secret).toString("base64url")}`;
  const secure = portal.https ? "; Secure" : "";
  return `${NAME}=${value}; Path=/; Max-Age=${LIFETIME_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}

/** The `Set-Cookie` value after which this browser has bought nothing. */
export function forgetReceipts(portal: Portal): string {
  return `${NAME}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${portal.https ? "; Secure" : ""}`;
}
