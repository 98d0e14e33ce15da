import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MINUTE_MS } from "~/kernel/clock";
import { createUser } from "~/modules/identity/index.server";
import { type ServedPortal, servePortal } from "../support/served-portal";
import { type Page, typed, type Visitor, visitorOf } from "./visitor";

const PAGE = "/account/security/phone";
let served: ServedPortal;
let phones = 13_500_000_000;

beforeAll(async () => {
  served = await servePortal(new Date("2026-11-20T02:00:00Z"));
}, 60_000);
afterAll(() => served.close());

function newPhone(): string {
  phones += 1;
  return String(phones);
}

const smsTo = (phone: string) => served.portal.demoSms?.lastTo(phone);
const userOf = (phone: string) => served.portal.db.prisma.user.findUnique({ where: { phone } });
const isIn = async (visitor: Visitor) => (await visitor.get("/account/security")).status === 200;

async function signedIn(phone = newPhone()): Promise<{ readonly visitor: Visitor; readonly phone: string }> {
  const visitor = visitorOf(served);
  await visitor.signIn(phone);
  // Codes of one number come a minute apart.
  served.clock.moveForward(MINUTE_MS);
  return { visitor, phone };
}

/** Shows the old number; the address then says so. */
async function leave(visitor: Visitor, phone: string): Promise<string> {
  const sent = await visitor.post(PAGE, { intent: "sendOld" });
  const shown = await visitor.post(sent.location, { intent: "code", ...typed(sent, smsTo(phone)) });
  return shown.location;
}

async function take(visitor: Visitor, at: string, phone: string): Promise<Page> {
  const sent = await visitor.post(at, { intent: "sendNew", phone });
  return visitor.post(sent.location, { intent: "code", ...typed(sent, smsTo(phone), "take") });
}

describe("changing one's number", () => {
  it("takes a code to the old and one to the new; sessions elsewhere end, this browser gets a new one", async () => {
    const { visitor, phone } = await signedIn();
    const elsewhere = visitorOf(served);
    await elsewhere.signIn(phone);
    served.clock.moveForward(MINUTE_MS);
    const before = await userOf(phone);
    const token = visitor.cookies.get("session");
    const next = newPhone();
    const done = await take(visitor, await leave(visitor, phone), next);

    expect(done.location).toBe("/account/security?done=phone");
    expect(await isIn(visitor)).toBe(true);
    expect(await isIn(elsewhere)).toBe(false);
    expect(visitor.cookies.get("session")).not.toBe(token);
    const former = visitorOf(served);
    former.cookies.set("session", token ?? "");
    expect(await isIn(former)).toBe(false);
    expect(await userOf(next)).toMatchObject({ id: before?.id, displayName: `135****${next.slice(7)}` });
    expect(await userOf(phone)).toBeNull();
    expect(smsTo(phone)).toMatch(/已换成别的手机号/);
    const log = await served.portal.db.prisma.auditEntry.findMany({ where: { act: "account.phoneChanged" } });
    expect(log).toMatchObject([
      { actorUserId: before?.id, before: { phone: `135****${phone.slice(7)}` }, organisationId: null },
    ]);
  });

  it("is refused for a number with an account, and nothing about whose; before that its holder must have proven it", async () => {
    const { visitor, phone } = await signedIn();
    const taken = newPhone();
    await createUser(served.portal.db, { displayName: "马桂香", phone: taken, now: served.clock.now() });
    const at = await leave(visitor, phone);
    const sent = await visitor.post(at, { intent: "sendNew", phone: taken });
    const free = await visitor.post(at, { intent: "sendNew", phone: newPhone() });
    expect([sent.status, Object.keys(sent)]).toEqual([free.status, Object.keys(free)]);
    const answer = await visitor.post(sent.location, {
      intent: "code",
      ...typed(sent, smsTo(taken), "take"),
    });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain("已经有账号");
    expect(answer.text).not.toContain("马桂香");
    expect(await userOf(phone)).not.toBeNull();
    expect(await isIn(visitor)).toBe(true);
  });

  it("does not begin with the new number: without the old one shown no code is sent and none taken", async () => {
    const { visitor, phone } = await signedIn();
    const stranger = await signedIn();
    const foreignLeft = await leave(stranger.visitor, stranger.phone);
    const next = newPhone();
    for (const at of [PAGE, `${PAGE}?left=lost`, foreignLeft, `${PAGE}?left=${crypto.randomUUID()}`]) {
      await visitor.post(at, { intent: "sendNew", phone: next });
      expect(smsTo(next), at).toBeUndefined();
    }
    expect(await userOf(phone)).not.toBeNull();
  });

  it("takes no code of another purpose, and what was shown is over after a quarter of an hour", async () => {
    const { visitor, phone } = await signedIn();
    const at = await leave(visitor, phone);
    const next = newPhone();
    const signIn = await visitorOf(served).post("/sign-in", { intent: "send", phone: next });
    const misused = await visitor.post(at, { intent: "code", ...typed(signIn, smsTo(next)) });
    expect(misused.status).toBe(409);
    served.clock.moveForward(MINUTE_MS);
    const sent = await visitor.post(at, { intent: "sendNew", phone: next });
    const code = typed(sent, smsTo(next), "take");
    // And the other way round: it opens no account.
    const entered = await visitorOf(served).post(`/sign-in?code=${code.codeId}`, { intent: "code", ...code });
    expect(entered.status).toBe(409);
    served.clock.moveForward(15 * MINUTE_MS);
    const late = await visitor.post(sent.location, { intent: "code", ...code });
    expect(late.location).toContain("/sign-in/again?");
    expect(await userOf(phone)).not.toBeNull();
  });

  it("of two at once to one number succeeds for one", async () => {
    const [one, two] = [await signedIn(), await signedIn()];
    const next = newPhone();
    const ats = [await leave(one.visitor, one.phone), await leave(two.visitor, two.phone)];
    const first = await one.visitor.post(ats[0] ?? "", { intent: "sendNew", phone: next });
    const firstCode = typed(first, smsTo(next), "take");
    served.clock.moveForward(MINUTE_MS);
    const second = await two.visitor.post(ats[1] ?? "", { intent: "sendNew", phone: next });
    const secondCode = typed(second, smsTo(next), "take");
    const answers = await Promise.all([
      one.visitor.post(first.location, { intent: "code", ...firstCode }),
      two.visitor.post(second.location, { intent: "code", ...secondCode }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(served.faults).toEqual([]);
  });
});
