import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MINUTE_MS } from "~/kernel/clock";
import { type ServedPortal, servePortal } from "../support/served-portal";
import { typed, type Visitor, visitorOf } from "./visitor";

let served: ServedPortal;
let phones = 13_400_000_000;

beforeAll(async () => {
  served = await servePortal(new Date("2026-11-20T02:00:00Z"));
}, 60_000);
afterAll(() => served.close());

function newPhone(): string {
  phones += 1;
  return String(phones);
}

const smsTo = (phone: string) => served.portal.demoSms?.lastTo(phone);
const isIn = async (visitor: Visitor) => (await visitor.get("/account/security")).status === 200;
const otherThan = (code: string, by: number) => String((Number(code) + by) % 1_000_000).padStart(6, "0");

async function codeFor(visitor: Visitor, phone: string) {
  const sent = await visitor.post("/sign-in", { intent: "send", phone });
  return { at: sent.location, status: sent.status, ...typed(sent, smsTo(phone)) };
}

describe("a session that somebody planted in the browser beforehand", () => {
  it("opens nothing after its owner has signed in: signing in gives a token of its own", async () => {
    const thief = visitorOf(served);
    await thief.signIn(newPhone());
    const planted = thief.cookies.get("session") ?? "";
    const victim = visitorOf(served);
    victim.cookies.set("session", planted);
    await victim.signIn(newPhone());
    expect(victim.cookies.get("session")).not.toBe(planted);
    expect(await isIn(victim)).toBe(true);
    expect(await isIn(thief)).toBe(false);
  });

  it("is no session when its token was made up, and is not taken over", async () => {
    const visitor = visitorOf(served);
    visitor.cookies.set("session", "A".repeat(43));
    expect(await isIn(visitor)).toBe(false);
    await visitor.signIn(newPhone());
    expect(visitor.cookies.get("session")).not.toBe("A".repeat(43));
  });

  it("gets another token with every proof, and the one before opens nothing", async () => {
    const phone = newPhone();
    const visitor = visitorOf(served);
    await visitor.signIn(phone);
    served.clock.moveForward(20 * MINUTE_MS);
    const before = visitor.cookies.get("session") ?? "";
    const asked = await visitor.get("/account/security/password");
    const sent = await visitor.post(asked.location, { intent: "send" });
    const proven = await visitor.post(sent.location, { intent: "code", ...typed(sent, smsTo(phone)) });
    expect(proven.location).toBe("/account/security/password");
    expect(visitor.cookies.get("session")).not.toBe(before);
    const thief = visitorOf(served);
    thief.cookies.set("session", before);
    expect(await isIn(thief)).toBe(false);
  });

  it("travels in a cookie that scripts cannot read and other sites cannot send", async () => {
    const visitor = visitorOf(served);
    const { setCookies } = await visitor.signIn(newPhone());
    expect(setCookies.find((each) => each.startsWith("session="))).toMatch(
      /HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/i,
    );
  });
});

describe("guessing one-time codes", () => {
  it("ends after five tries, also from many browsers, and the right digits open nothing any more", async () => {
    const phone = newPhone();
    const { at, codeId, code } = await codeFor(visitorOf(served), phone);
    for (let guess = 1; guess <= 5; guess += 1) {
      const answer = await visitorOf(served).post(at, {
        intent: "code",
        codeId,
        code: otherThan(code, guess),
      });
      expect(answer.status).toBe(guess < 5 ? 422 : 409);
    }
    const visitor = visitorOf(served);
    expect((await visitor.post(at, { intent: "code", codeId, code })).status).toBe(409);
    expect(visitor.cookies.has("session")).toBe(false);
  });

  it("is no way in with a code that was used, nor at another code's place", async () => {
    const [mine, yours] = [newPhone(), newPhone()];
    const first = await codeFor(visitorOf(served), mine);
    const second = await codeFor(visitorOf(served), yours);
    const { at, codeId, code } = first;
    expect((await visitorOf(served).post(at, { intent: "code", codeId: second.codeId, code })).status).toBe(
      422,
    );
    expect((await visitorOf(served).post(at, { intent: "code", codeId, code })).status).toBe(303);
    expect((await visitorOf(served).post(at, { intent: "code", codeId, code })).status).toBe(409);
  });

  it("with a code to prove oneself opens no account, and one to sign in proves nothing", async () => {
    const phone = newPhone();
    const visitor = visitorOf(served);
    await visitor.signIn(phone);
    served.clock.moveForward(20 * MINUTE_MS);
    const sent = await visitor.post("/sign-in/again?reason=change", { intent: "send" });
    const proof = typed(sent, smsTo(phone));
    const stranger = visitorOf(served);
    expect((await stranger.post(`/sign-in?code=${proof.codeId}`, { intent: "code", ...proof })).status).toBe(
      409,
    );
    served.clock.moveForward(MINUTE_MS);
    const { codeId, code } = await codeFor(stranger, phone);
    const again = `/sign-in/again?reason=change&code=${codeId}`;
    expect((await visitor.post(again, { intent: "code", codeId, code })).status).toBe(409);
  });

  it("at the numbers of a whole village from one address ends too, and so do the codes", async () => {
    served.clock.moveForward(24 * 60 * MINUTE_MS);
    const visitor = visitorOf(served);
    const statuses: number[] = [];
    for (let sent = 0; sent < 31; sent += 1) statuses.push((await codeFor(visitor, newPhone())).status);
    expect(statuses.slice(0, 30).every((status) => status === 303)).toBe(true);
    expect(statuses[30]).toBe(429);
    const guesses: number[] = [];
    const codeId = crypto.randomUUID();
    for (let guess = 0; guess < 61; guess += 1) {
      const wrong = { intent: "code", codeId, code: otherThan("0", guess) };
      guesses.push((await visitor.post("/sign-in", wrong)).status);
    }
    expect(new Set(guesses.slice(0, 60))).toEqual(new Set([409]));
    expect(guesses[60]).toBe(429);
  });
});
