import { beforeAll, describe, expect, it } from "vitest";
import { addMs, DAY_MS } from "~/kernel/clock";
import { newId } from "~/kernel/ids";
import { ok } from "~/kernel/result";
import { createUser, isPhoneOfStaff } from "~/modules/identity/index.server";
import { phoneOrigin } from "~/modules/intake/index.server";
import { changeHousehold, keepHousehold } from "~/workflows/keep-household";
import { intakeDesk } from "./intake-ground";
import { value } from "./sale-ground";

const { db, here, market, foreign } = intakeDesk();

const PHONE = "13700112233";
let clerk: string;
let colleague: string;
beforeAll(async () => {
  const { now } = here.act();
  ({ userId: clerk } = await createUser(db(), { displayName: "党小妮", phone: null, now }));
  ({ userId: colleague } = await createUser(db(), { displayName: "马栓柱", phone: null, now }));
});

const form = (phone: string | null) => ({ name: "李改霞", phone, member: true, demonstration: false });

/** A household whose number the clerk wrote down, and the messages that whoever changes it causes. */
async function household(phone: string | null) {
  const written = { ...here.act(), userId: clerk };
  const made = value(await keepHousehold(here.deps(), { ...written, householdId: null, form: form(phone) }));
  const { householdId } = made;
  const told: string[] = [];
  const sms = { send: async (message: { readonly phone: string }) => ok(void told.push(message.phone)) };
  const change = async (to: string | null, userId: string, after: number) =>
    value(
      await changeHousehold(
        { ...here.deps(), sms },
        {
          ...here.act(),
          userId,
          now: addMs(here.act().now, after),
          householdId,
          form: form(to),
          textToOldPhone: "换号",
        },
      ),
    );
  return { told, change, origin: () => phoneOrigin(db(), householdId) };
}
const by = (phoneSetByUserId: string, after: number) => ({
  phoneSetByUserId,
  phoneSetAt: addMs(here.act().now, after),
});
const NOBODY = { phoneSetByUserId: null, phoneSetAt: null };

describe("beside a household's number", () => {
  it("stands who wrote the first one down and when, and nobody where there is none", async () => {
    expect(await (await household(PHONE)).origin()).toEqual(by(clerk, 0));
    expect(await (await household(null)).origin()).toEqual(NOBODY);
  });

  it("nothing changes when the same number is typed again, and nobody is told", async () => {
    const { change, told, origin } = await household(PHONE);
    await change(PHONE, colleague, DAY_MS);
    expect(await origin()).toEqual(by(clerk, 0));
    expect(told).toEqual([]);
  });

  it("stands whoever wrote down another one; the old one is told, also when there is none any more", async () => {
    const { change, told, origin } = await household(PHONE);
    await change("13700112244", colleague, DAY_MS);
    expect(await origin()).toEqual(by(colleague, DAY_MS));
    await change(null, clerk, 2 * DAY_MS);
    expect(await origin()).toEqual(NOBODY);
    expect(told).toEqual([PHONE, "13700112244"]);
  });
});

describe("a number with which somebody works at a desk", () => {
  const now = new Date("2026-11-20T09:00:00Z");
  const works = (phone: string, organisationId = market().cooperativeId) =>
    isPhoneOfStaff(db(), { phone, organisationId, now });
  let numbers = 13_900_000_000;

  /** The number of somebody with a duty here, from a day ago on unless said otherwise. */
  async function staff(duty: { validFrom?: Date; validUntil?: Date; revokedAt?: Date }): Promise<string> {
    numbers += 1;
    const { userId } = await createUser(db(), { displayName: "何会计", phone: `${numbers}`, now });
    await db().prisma.roleGrant.create({
      data: {
        id: newId(now),
        userId,
        role: "coopStaff",
        organisationId: market().cooperativeId,
        validFrom: addMs(now, -DAY_MS),
        grantedAt: now,
        ...(duty.revokedAt && { revokedByUserId: clerk, revokedReason: "调走" }),
        ...duty,
      },
    });
    return `${numbers}`;
  }

  it("is one as long as the duty lasts, at that desk and no other", async () => {
    const phone = await staff({});
    expect(await works(phone)).toBe(true);
    expect(await works(phone, foreign().cooperativeId)).toBe(false);
    expect(await works("13999999999")).toBe(false);
    expect(await works(await staff({ validUntil: addMs(now, 1) }))).toBe(true);
    expect(await works(await staff({ validUntil: now }))).toBe(false);
    expect(await works(await staff({ revokedAt: addMs(now, -1) }))).toBe(false);
    expect(await works(await staff({ validFrom: addMs(now, 1) }))).toBe(false);
    expect(await works(await staff({ validFrom: now }))).toBe(true);
  });
});
