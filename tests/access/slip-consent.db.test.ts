import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { slipCode, slipLink } from "~/http/slip-link.server";
import { agreedText, slipPage } from "~/modules/intake/index.server";
import { type ServedPortal, servePortal } from "../support/served-portal";
import { SIGNATURE, scale } from "../workflows/intake-ground";
import { type Holdings, makeHoldings } from "./holdings";
import { makePerson, type Person } from "./people";

/** Whether somebody at the desk could say yes in a household's name; every page is asked for as a browser asks. */
const NOW = new Date("2026-11-20T02:00:00Z");
const PHONE = "13891720177";
let served: ServedPortal;
let own: Holdings;
let clerk: Person;

beforeAll(async () => {
  served = await servePortal(NOW);
  own = await makeHoldings(served.portal, "own", 0);
  const duty = { role: "coopStaff", organisationId: own.organisationId } as const;
  clerk = await makePerson(served.portal, { name: "党小妮", duty });
  await served.portal.db.prisma.household.update({ where: { id: own.householdId }, data: { phone: PHONE } });
}, 90_000);
afterAll(() => served.close());

/** A slip that waits for its household, with its two pages and the code that nobody but the household is to have. */
async function draftSlip() {
  const { db } = served.portal;
  const desk = scale(
    () => db,
    () => own.organisationId,
    () => NOW,
  );
  const wish = { householdId: own.householdId, productId: own.product, harvestedOn: "2026-11-19" };
  const { number } = await desk.weigh(wish);
  const slip = await slipPage(db, { number, locale: "zh-CN" });
  if (!slip) throw new Error("the slip is not there");
  return {
    number,
    code: slipCode(served.portal, agreedText(slip)),
    atDesk: `/coop/${own.slug}/intake/${number}`,
    household: `/slips/${slipLink(served.portal, number)}`,
    state: async () => (await db.prisma.intakeSlip.findUniqueOrThrow({ where: { number } })).state,
  };
}

const asClerk = (init: RequestInit = {}): RequestInit => ({
  ...init,
  headers: { cookie: clerk.cookie },
  redirect: "manual",
});
const get = async (path: string, init?: RequestInit) => (await fetch(served.origin + path, init)).text();
const post = async (path: string, fields: Record<string, string>) => {
  const answer = await fetch(
    served.origin + path,
    asClerk({ method: "POST", body: new URLSearchParams(fields) }),
  );
  return { status: answer.status, text: await answer.text() };
};

describe("a household's yes to its slip", () => {
  it("cannot be read off any page that somebody at the desk can open", async () => {
    const slip = await draftSlip();
    for (const path of [slip.atDesk, slip.household]) {
      for (const page of [path, `${path}.data`, `/en${path}`]) {
        expect(await get(page, asClerk()), page).not.toContain(slip.code);
        expect(await get(page), page).not.toContain(slip.code);
      }
    }
    expect(await get(slip.household, asClerk())).toContain("等您确认");
  });

  it("cannot be given on the page that the desk's link leads to", async () => {
    const slip = await draftSlip();
    expect(await get(slip.household, asClerk())).not.toMatch(/<form[^>]*method="post"/);
    for (const fields of [
      { intent: "confirm", code: slip.code },
      { intent: "sign", signature: SIGNATURE },
    ]) {
      expect((await post(slip.household, fields)).status).toBe(405);
    }
    expect(await slip.state()).toBe("draft");
  });

  it("is the code of the message on the household's telephone, and no other six digits", async () => {
    const slip = await draftSlip();
    expect((await post(slip.atDesk, { intent: "confirm", code: "000000" })).status).toBe(422);
    expect((await post(slip.atDesk, { intent: "sms" })).status).toBe(303);
    const message = served.portal.demoSms?.lastTo(PHONE) ?? "";
    expect(message).toContain(slip.code);
    expect((await post(slip.atDesk, { intent: "confirm", code: slip.code })).status).toBe(303);
    expect(await slip.state()).toBe("confirmed");
  });

  it("by signature on the desk's telephone names who witnessed it, and the household is told at once", async () => {
    const slip = await draftSlip();
    const signed = { intent: "sign", signature: SIGNATURE };
    expect((await post(slip.atDesk, signed)).status).toBe(422);
    expect(await slip.state()).toBe("draft");
    expect((await post(slip.atDesk, { ...signed, witnessed: "yes" })).status).toBe(303);
    const message = served.portal.demoSms?.lastTo(PHONE) ?? "";
    for (const told of ["签名确认", "党小妮", slip.household]) expect(message).toContain(told);
    expect(await get(slip.household)).toContain("见证人 党小妮");
    expect(await get(slip.atDesk, asClerk())).toContain("见证人：党小妮");
    const entry = { subjectId: slip.number, act: "intake.confirmed" };
    expect(await served.portal.db.prisma.auditEntry.findFirstOrThrow({ where: entry })).toMatchObject({
      actorUserId: clerk.viewer?.userId,
      after: { confirmedBy: "signature" },
    });
    const nobody = served.portal.db.pool.query(
      "UPDATE intake_slip SET state = 'confirmed', confirmed_by = 'signature', signature = 'M1 1L2 2', confirmed_at = now(), lot_id = id WHERE number = $1",
      [(await draftSlip()).number],
    );
    await expect(nobody).rejects.toThrow("intake_slip_witnessed");
    expect(served.faults).toEqual([]);
  });

  it("is not asked for at a number that whoever asks wrote down, nor at one of somebody who works there", async () => {
    const { db, demoSms } = served.portal;
    const household = await db.prisma.household.findUniqueOrThrow({ where: { id: own.householdId } });
    const page = `/coop/${own.slug}/households/${household.number}`;
    const facts = { intent: "household", name: "王秀兰", member: "member" };
    const write = async (phone: string) => (await post(page, { ...facts, phone })).status;
    const ownNumber = "13891720199";
    await db.prisma.user.update({ where: { id: clerk.viewer?.userId ?? "" }, data: { phone: ownNumber } });
    const slip = await draftSlip();

    expect(await write("13891720178")).toBe(303);
    const told = demoSms?.lastTo(PHONE) ?? "";
    for (const part of ["手机号", "党小妮"]) expect(told).toContain(part);
    expect(told).not.toContain("13891720178");
    const again = await post(slip.atDesk, { intent: "sms" });
    expect(again.status).toBe(409);
    expect(again.text).toContain("请别的同事来发");
    expect(demoSms?.lastTo("13891720178")).toBeUndefined();

    expect(await write(ownNumber)).toBe(303);
    await db.prisma.household.update({
      where: { id: own.householdId },
      data: { phoneSetAt: new Date("2026-01-01T00:00:00Z") },
    });
    const toHimself = await post(slip.atDesk, { intent: "sms" });
    expect(toHimself.status).toBe(409);
    expect(toHimself.text).toContain("本社工作人员");
    const signed = { intent: "sign", signature: SIGNATURE, witnessed: "yes" };
    expect((await post(slip.atDesk, signed)).status).toBe(303);
    expect(await slip.state()).toBe("confirmed");
  });
});
