import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from "~/kernel/clock";
import { cryptoRandom } from "~/kernel/ids";
import {
  createSession,
  createUser,
  demoPeople,
  findSession,
  grantRole,
  ROLES,
  revokeSession,
  revokeSessionsOfUser,
  sessionTokenHash,
  viewerById,
} from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import { accepted, type Market, makeMarket, openTestDb } from "../../support/market";

const now = new Date("2026-03-01T01:00:00Z");
let db: Db;
let close: () => Promise<void>;
let market: Market;
let userId: string;

beforeAll(async () => {
  ({ db, close } = await openTestDb());
  market = await makeMarket(db);
  ({ userId } = await createUser(db, { displayName: "赵会计", phone: null, now }));
});
afterAll(() => close());

async function signIn(at = now) {
  const session = await createSession(db, {
    userId,
    userAgent: "x".repeat(900),
    now: at,
    random: cryptoRandom,
  });
  return { ...session, tokenHash: sessionTokenHash(session.token) };
}

describe("a session", () => {
  it("is found by its token's hash, with the duties held at that time", async () => {
    const grant = {
      userId,
      role: "coopStaff",
      organisationId: market.cooperativeId,
      validUntil: addMs(now, DAY_MS),
    } as const;
    accepted(await grantRole(db, { ...grant, now }));
    const { tokenHash } = await signIn();
    expect((await findSession(db, tokenHash, now))?.viewer).toEqual({
      userId,
      displayName: "赵会计",
      grants: [{ role: "coopStaff", organisationId: market.cooperativeId }],
    });
    expect((await findSession(db, tokenHash, addMs(now, 2 * DAY_MS)))?.viewer.grants).toEqual([]);
  });

  it("keeps nothing from which its cookie could be made", async () => {
    const { token, sessionId } = await signIn();
    const row = await db.prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(JSON.stringify(row)).not.toContain(token);
    expect(row.tokenHash).toHaveLength(32);
    expect(row.userAgent).toHaveLength(200);
  });

  it("ends fourteen days after the last visit", async () => {
    const { tokenHash } = await signIn();
    const almost = addMs(now, 14 * DAY_MS - 1);
    expect(await findSession(db, tokenHash, almost)).toBeDefined();
    expect(await findSession(db, tokenHash, addMs(almost, 14 * DAY_MS - 1))).toBeDefined();
    expect(await findSession(db, tokenHash, addMs(almost, 28 * DAY_MS))).toBeUndefined();
  });

  it("ends ninety days after signing in, however often it is used", async () => {
    const { tokenHash } = await signIn();
    let at = now;
    while (await findSession(db, tokenHash, at)) at = addMs(at, 5 * DAY_MS);
    expect(at).toEqual(addMs(now, 90 * DAY_MS));
  });

  it("writes a visit down once an hour at most", async () => {
    const { tokenHash, sessionId } = await signIn();
    const lastSeen = async () =>
      (await db.prisma.session.findUniqueOrThrow({ where: { id: sessionId } })).lastSeenAt;
    await findSession(db, tokenHash, addMs(now, 59 * MINUTE_MS));
    expect(await lastSeen()).toEqual(now);
    await findSession(db, tokenHash, addMs(now, HOUR_MS));
    expect(await lastSeen()).toEqual(addMs(now, HOUR_MS));
  });

  it("is over when revoked, alone or with all others of the person", async () => {
    const [one, two] = [await signIn(), await signIn()];
    await revokeSession(db, one.tokenHash, now);
    expect(await findSession(db, one.tokenHash, now)).toBeUndefined();
    expect(await findSession(db, two.tokenHash, now)).toBeDefined();
    await revokeSessionsOfUser(db, userId, now);
    expect(await findSession(db, two.tokenHash, now)).toBeUndefined();
  });

  it("does not exist for a token nobody was given", async () => {
    expect(await findSession(db, sessionTokenHash("guessed"), now)).toBeUndefined();
  });
});

describe("granting a duty", () => {
  it("refuses to make a book's accountant its supervisor, also when both are asked for at once", async () => {
    const { userId: person } = await createUser(db, { displayName: "钱", phone: null, now });
    const ask = (role: "accountant" | "supervisor") =>
      db.transaction((tx) =>
        grantRole(tx, { userId: person, role, organisationId: market.collectiveId, validUntil: null, now }),
      );
    const decided = await Promise.all([ask("accountant"), ask("supervisor")]);
    expect(decided.filter((one) => one.ok)).toHaveLength(1);
    expect((await viewerById(db, person, now))?.grants).toHaveLength(1);
  });

  it("changes nothing when the duty is held already", async () => {
    const { userId: person } = await createUser(db, { displayName: "孙", phone: null, now });
    const grant = { userId: person, role: "operator", organisationId: null, validUntil: null, now } as const;
    accepted(await grantRole(db, grant));
    accepted(await grantRole(db, grant));
    expect(await db.prisma.roleGrant.count({ where: { userId: person } })).toBe(1);
  });

  it("knows the same roles as the database does", async () => {
    const { rows } = await db.pool.query<{ definition: string }>(
      "SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = 'role_grant_role'",
    );
    const known = [...(rows[0]?.definition ?? "").matchAll(/'(\w+)'/g)].map(([, role]) => role);
    expect(known.toSorted()).toEqual([...ROLES].toSorted());
  });
});

it("offers the people of the demo with the names of the places they serve", async () => {
  const { userId: person } = await createUser(db, { displayName: "周文书", phone: null, now });
  const { cooperativeId: organisationId } = market;
  accepted(await grantRole(db, { userId: person, role: "coopStaff", organisationId, validUntil: null, now }));
  const people = await demoPeople(db, { locale: "zh-CN", now });
  expect(people.find((one) => one.userId === person)).toEqual({
    userId: person,
    displayName: "周文书",
    reading: null,
    duties: [
      {
        role: "coopStaff",
        organisationId,
        organisationName: "yandixia合作社",
        organisationKind: "cooperative",
        organisationSlug: "yandixia-coop",
      },
    ],
  });
});
