import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addMs, DAY_MS, shanghaiDay } from "~/kernel/clock";
import { cryptoRandom } from "~/kernel/ids";
import {
  createUser,
  grantRole,
  mayEnter,
  type Role,
  teamOf,
  type Viewer,
  viewerById,
} from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import { acceptInvitation } from "~/workflows/accept-invitation";
import { inviteToDuty } from "~/workflows/invite-to-duty";
import { revokeDuty } from "~/workflows/revoke-duty";
import { setDutyTerm } from "~/workflows/set-duty-term";
import { withdrawInvitation } from "~/workflows/withdraw-invitation";
import { accepted, type Market, makeMarket, openTestDb } from "../support/market";

const now = new Date("2026-03-01T01:00:00Z");
let db: Db;
let close: () => Promise<void>;
let market: Market;
let organisationId: string;
let manager: Viewer;
let phones = 13_700_000_000;

beforeAll(async () => {
  ({ db, close } = await openTestDb());
});
afterAll(() => close());

async function somebody(name: string): Promise<{ readonly userId: string; readonly phone: string }> {
  phones += 1;
  const phone = String(phones);
  return { ...(await createUser(db, { displayName: name, phone, now })), phone };
}

async function viewer(userId: string, at = now): Promise<Viewer> {
  const found = await viewerById(db, userId, at);
  if (!found) throw new Error("nobody");
  return found;
}

async function holder(role: Role, at: string | null): Promise<Viewer> {
  const { userId } = await somebody(role);
  accepted(await grantRole(db, { userId, role, organisationId: at, validUntil: null, now }));
  return viewer(userId);
}

let count = 0;
beforeEach(async () => {
  count += 1;
  market = await makeMarket(db, `village-${count}`, count);
  organisationId = market.cooperativeId;
  manager = await holder("coopManager", organisationId);
});

type Wish = Partial<Parameters<typeof inviteToDuty>[1]>;
const invite = (wish: Wish = {}) =>
  inviteToDuty(
    { db, random: cryptoRandom },
    { viewer: manager, organisationId, role: "packer", phone: null, lastDay: null, now, ...wish },
  );
const accept = (token: string, userId: string, at = now) =>
  acceptInvitation({ db }, { token, userId, now: at });
const codeOf = (result: { readonly ok: boolean } & object) =>
  "refusal" in result ? (result.refusal as { readonly code: string }).code : "accepted";
const logOf = (act: string) => db.prisma.auditEntry.findMany({ where: { organisationId, act } });

describe("an invitation", () => {
  it("gives its duty to whoever takes it up, until the last day has passed", async () => {
    const { token } = accepted(await invite({ lastDay: "2026-03-31" }));
    const { userId } = await somebody("苏巧云");
    accepted(await accept(token, userId));
    const scope = { organisationId };
    const lastMoment = new Date("2026-03-31T15:59:59.999Z");
    expect(mayEnter(await viewer(userId, lastMoment), "coop.orders.fulfil", scope)).toBe(true);
    expect(mayEnter(await viewer(userId, lastMoment), "coop.products.edit", scope)).toBe(false);
    expect(mayEnter(await viewer(userId, addMs(lastMoment, 1)), "coop.orders.fulfil", scope)).toBe(false);
    expect(await logOf("duty.accepted")).toMatchObject([{ actorUserId: userId, after: { role: "packer" } }]);
  });

  it("keeps nothing from which its link could be made, in its row or in the log", async () => {
    const { token } = accepted(await invite({ phone: "13812345678" }));
    const rows = await db.prisma.invitation.findMany({ where: { organisationId } });
    const log = await logOf("invitation.sent");
    expect(JSON.stringify([rows, log])).not.toContain(token);
    expect(log).toMatchObject([{ after: { phone: "138****5678" } }]);
  });

  it("is taken up once, also when two try at the same moment", async () => {
    const { token } = accepted(await invite());
    const people = await Promise.all([somebody("甲"), somebody("乙"), somebody("丙")]);
    const tries = await Promise.all(people.map(({ userId }) => accept(token, userId)));
    expect(tries.map(codeOf).sort()).toEqual(["InvitationUsed", "InvitationUsed", "accepted"]);
    expect((await teamOf(db, { organisationId, now })).running).toHaveLength(2);
  });

  it.each([
    ["expired", "InvitationExpired"],
    ["withdrawn", "InvitationWithdrawn"],
    ["sent by a manager dismissed since", "InvitationWithdrawn"],
    ["for another telephone number", "InvitationForAnotherPhone"],
    ["for a term that is over", "InvitationExpired"],
    ["made up", "InvitationUnknown"],
  ])("that is %s is refused, and nothing is given", async (how, code) => {
    const { userId } = await somebody("苏巧云");
    const wish: Wish = how.includes("number") ? { phone: "13812345678" } : { lastDay: shanghaiDay(now) };
    const { token } = accepted(await invite(how.includes("term") || how.includes("number") ? wish : {}));
    if (how === "withdrawn") {
      const [open] = (await teamOf(db, { organisationId, now })).invitations;
      const act = { viewer: manager, organisationId, invitationId: open?.id ?? "", now };
      accepted(await withdrawInvitation({ db }, act));
      expect(codeOf(await withdrawInvitation({ db }, act))).toBe("InvitationWithdrawn");
    }
    if (how.startsWith("sent by")) {
      await db.pool.query("UPDATE role_grant SET revoked_at = $2, revoked_reason = 'x' WHERE user_id = $1", [
        manager.userId,
        now,
      ]);
    }
    const days = { expired: 7, "for a term that is over": 1 }[how] ?? 0;
    const tried = await accept(how === "made up" ? "x".repeat(32) : token, userId, addMs(now, days * DAY_MS));
    expect(codeOf(tried)).toBe(code);
    expect((await viewer(userId)).grants).toEqual([]);
  });

  it("to duties that clash by law is refused to their holder and stays open for another", async () => {
    const { token } = accepted(await invite({ role: "accountant" }));
    const supervisor = await holder("supervisor", organisationId);
    expect(codeOf(await accept(token, supervisor.userId))).toBe("IncompatibleDuties");
    accepted(await accept(token, (await somebody("闫桂芳")).userId));
  });

  it("is sent by nobody without the power to give that duty there", async () => {
    const other = await makeMarket(db, `other-${count}`, 500 + count);
    const staff = await holder("coopStaff", organisationId);
    expect(codeOf(await invite({ role: "supervisor" }))).toBe("DutyNotYours");
    expect(codeOf(await invite({ organisationId: other.cooperativeId }))).toBe("DutyNotYours");
    expect(codeOf(await invite({ viewer: staff }))).toBe("DutyNotYours");
    expect(codeOf(await invite({ role: "operator" }))).toBe("DutyOutOfPlace");
    expect(codeOf(await invite({ organisationId: staff.userId }))).toBe("OrganisationUnknown");
    expect(codeOf(await invite({ lastDay: "2026-02-28" }))).toBe("TermOver");
  });

  it("is one of at most fifty that are open at a time", async () => {
    for (let sent = 0; sent < 50; sent += 1) accepted(await invite());
    expect(codeOf(await invite())).toBe("TooManyInvitations");
    expect(codeOf(await invite({ now: addMs(now, 7 * DAY_MS) }))).toBe("accepted");
  });
});

describe("a duty", () => {
  async function dutyOf(userId: string): Promise<string> {
    const { running } = await teamOf(db, { organisationId, now });
    return running.find((duty) => duty.userId === userId)?.id ?? "";
  }
  const revoke = async (userId: string, by = manager) =>
    revokeDuty({ db }, { viewer: by, organisationId, grantId: await dutyOf(userId), reason: "换人", now });

  it("is gone at once when revoked, and the log says who took it and why", async () => {
    const packer = await holder("packer", organisationId);
    const act = {
      viewer: manager,
      organisationId,
      grantId: await dutyOf(packer.userId),
      reason: "换人",
      now,
    };
    accepted(await revokeDuty({ db }, act));
    expect((await viewer(packer.userId)).grants).toEqual([]);
    const { over } = await teamOf(db, { organisationId, now });
    expect(over).toMatchObject([{ revokedReason: "换人", revokedBy: "coopManager" }]);
    expect(await logOf("duty.revoked")).toMatchObject([
      { actorUserId: manager.userId, subjectId: packer.userId, reason: "换人", before: { role: "packer" } },
    ]);
    expect(codeOf(await revokeDuty({ db }, act))).toBe("DutyNotFound");
  });

  it("runs to the end of the day that is set, and again without end", async () => {
    const packer = await holder("packer", organisationId);
    const grantId = await dutyOf(packer.userId);
    const set = (lastDay: string | null) =>
      setDutyTerm({ db }, { viewer: manager, organisationId, grantId, lastDay, now });
    accepted(await set("2026-03-01"));
    expect((await viewer(packer.userId, new Date("2026-03-01T15:59:00Z"))).grants).toHaveLength(1);
    expect((await viewer(packer.userId, new Date("2026-03-01T16:00:00Z"))).grants).toHaveLength(0);
    accepted(await set(null));
    expect((await viewer(packer.userId, addMs(now, 900 * DAY_MS))).grants).toHaveLength(1);
    expect(codeOf(await set("2026-02-28"))).toBe("TermOver");
    expect(await logOf("duty.termSet")).toHaveLength(2);
  });

  it("of the last manager stays, unless the operator takes it", async () => {
    expect(codeOf(await revoke(manager.userId))).toBe("LastManager");
    const second = await holder("coopManager", organisationId);
    const both = await Promise.all([revoke(manager.userId, second), revoke(second.userId, manager)]);
    expect(both.map(codeOf).sort()).toEqual(["LastManager", "accepted"]);
    const left = both[0]?.ok ? second : manager;
    accepted(await revoke(left.userId, await holder("operator", null)));
  });

  it("is taken by nobody who could not have given it, and from nobody elsewhere", async () => {
    const supervisor = await holder("supervisor", organisationId);
    const foreign = await holder("packer", (await makeMarket(db, `far-${count}`, 900 + count)).cooperativeId);
    const [theirs] = await db.prisma.roleGrant.findMany({ where: { userId: foreign.userId } });
    expect(codeOf(await revoke(supervisor.userId))).toBe("DutyNotYours");
    const act = { viewer: manager, organisationId, grantId: theirs?.id ?? "", reason: "x", now };
    expect(codeOf(await revokeDuty({ db }, act))).toBe("DutyNotFound");
  });

  it.each([
    "UPDATE role_grant SET role = 'operator'",
    "UPDATE role_grant SET user_id = (SELECT id FROM users ORDER BY id DESC LIMIT 1) WHERE role = 'coopManager'",
    "UPDATE role_grant SET organisation_id = NULL",
    "UPDATE role_grant SET revoked_at = NULL, revoked_reason = NULL, revoked_by_user_id = NULL",
    "DELETE FROM role_grant",
    "TRUNCATE role_grant",
  ])("is history that SQL cannot rewrite: %s", async (sql) => {
    const packer = await holder("packer", organisationId);
    accepted(await revoke(packer.userId));
    await expect(db.pool.query(sql)).rejects.toThrow(/history/);
  });
});

describe("an organisation", () => {
  it("carries the name its table gives it, whichever way that was written", async () => {
    const { cooperativeId, villageId, collectiveId } = market;
    const name = { "zh-CN": "新名", "zh-TW": "新名", en: "New name" };
    await db.prisma.cooperative.update({ where: { id: cooperativeId }, data: { name } });
    await db.prisma.village.update({ where: { id: villageId }, data: { slug: `renamed-${count}` } });
    const rows = await db.prisma.organisation.findMany({
      where: { id: { in: [cooperativeId, collectiveId] } },
    });
    expect(rows.find((row) => row.id === cooperativeId)).toMatchObject({ kind: "cooperative", name });
    expect(rows.find((row) => row.id === collectiveId)).toMatchObject({ slug: `renamed-${count}` });
  });

  it("never becomes another kind, nor goes while somebody serves it", async () => {
    const change = db.pool.query("UPDATE organisation SET kind = 'host' WHERE id = $1", [organisationId]);
    await expect(change).rejects.toThrow(/stays what it is/);
    const remove = db.pool.query("DELETE FROM organisation WHERE id = $1", [organisationId]);
    await expect(remove).rejects.toThrow(/role_grant/);
  });
});
