import type { AppLoadContext } from "@remix-run/node";
import { describe, expect, it } from "vitest";
import { addReceipt, forgetReceipts, readReceipts } from "~/http/receipts.server";

type Portal = AppLoadContext["portal"];

const OLD_SECRET = "an old secret of more than thirty-two characters";
const NEW_SECRET = "a new secret of more than thirty-two characters!";
const portal = (...sessionSecrets: [string, ...string[]]) =>
  ({ sessionSecrets, https: false }) as unknown as Portal;
const payment = (n: number) => `01a20019-2ed4-7ae0-9e13-${String(n).padStart(12, "0")}`;
const withCookie = (cookie: string) => new Request("http://shop.test/", { headers: { cookie } });
const nameAndValue = (setCookie: string) => setCookie.split(";")[0] ?? "";

describe("a guest's receipts", () => {
  const own = portal(NEW_SECRET);

  it("open the payments they name, in the browser that made them", () => {
    const first = nameAndValue(addReceipt(withCookie("basket=x"), own, payment(1)));
    const second = nameAndValue(addReceipt(withCookie(`basket=x; ${first}`), own, payment(2)));
    expect(readReceipts(withCookie(second), own)).toEqual([payment(2), payment(1)]);
  });

  it("open nothing without a cookie", () => {
    expect(readReceipts(new Request("http://shop.test/"), own)).toEqual([]);
  });

  it("open nothing when somebody else's payment is written into them", () => {
    const cookie = nameAndValue(addReceipt(withCookie(""), own, payment(1)));
    expect(readReceipts(withCookie(cookie.replace(payment(1), payment(2))), own)).toEqual([]);
    expect(readReceipts(withCookie(`receipts=${payment(2)}~`), own)).toEqual([]);
    expect(readReceipts(withCookie(`receipts=${payment(2)}`), own)).toEqual([]);
  });

  it("open nothing when another portal signed them", () => {
    const cookie = nameAndValue(addReceipt(withCookie(""), portal(OLD_SECRET), payment(1)));
    expect(readReceipts(withCookie(cookie), own)).toEqual([]);
  });

  it("stay good while a secret is changed", () => {
    const cookie = nameAndValue(addReceipt(withCookie(""), portal(OLD_SECRET), payment(1)));
    expect(readReceipts(withCookie(cookie), portal(NEW_SECRET, OLD_SECRET))).toEqual([payment(1)]);
  });

  it("keep the latest five and name none twice", () => {
    let cookie = "";
    for (const n of [1, 2, 3, 4, 5, 6, 6])
      cookie = nameAndValue(addReceipt(withCookie(cookie), own, payment(n)));
    expect(readReceipts(withCookie(cookie), own)).toEqual([6, 5, 4, 3, 2].map(payment));
  });

  it("are out of reach of scripts and gone after signing out", () => {
    expect(addReceipt(withCookie(""), own, payment(1))).toMatch(/; HttpOnly; SameSite=Lax$/);
    expect(forgetReceipts(own)).toMatch(/^receipts=; .*Max-Age=0/);
  });
});
