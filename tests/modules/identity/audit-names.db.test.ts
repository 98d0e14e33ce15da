import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMs } from "~/kernel/clock";
import { newId } from "~/kernel/ids";
import { type AuditSearch, auditEntries, createUser, recordChange } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import { openTestDb } from "../../support/market";

const now = new Date("2026-03-01T01:00:00Z");
let db: Db;
let close: () => Promise<void>;
let clerkId: string;
let buyerId: string;

const person = (displayName: string) => createUser(db, { displayName, phone: null, now });

beforeAll(async () => {
  ({ db, close } = await openTestDb());
  ({ userId: clerkId } = await person("党小妮"));
  ({ userId: buyerId } = await person("王小明"));
  // A duty that is over: what was done in it was done in office. Buying for a company is no office.
  await db.prisma.roleGrant.createMany({
    data: (
      [
        [clerkId, "operator"],
        [buyerId, "buyer"],
      ] as const
    ).map(([userId, role]) => ({
      id: newId(now),
      userId,
      role,
      organisationId: null,
      validFrom: now,
      validUntil: addMs(now, 1),
      grantedAt: now,
    })),
  });
  for (const actorUserId of [clerkId, buyerId]) {
    for (const id of [clerkId, buyerId]) {
      await recordChange(db, {
        at: now,
        actorUserId,
        organisationId: null,
        act: "duty.revoked" as const,
        subject: { kind: "person" as const, id },
        before: null,
        after: { role: "host" },
        reason: null,
      });
    }
  }
}, 60_000);
afterAll(() => close());

const everything: AuditSearch = {
  organisationId: null,
  person: "",
  act: null,
  subject: "",
  since: null,
  until: null,
  before: null,
  limit: 50,
};
const named = async (search: Partial<AuditSearch>) =>
  (await auditEntries(db, { ...everything, ...search })).entries.map(
    ({ actor, subjectName }) => `${actor}: ${subjectName}`,
  );

describe("names in a log", () => {
  it("are those of people in office; a buyer is behind a mask as doer and as the one it was done to", async () => {
    expect((await named({})).toSorted()).toEqual(
      ["党小妮: 党小妮", "党小妮: 王**", "王**: 党小妮", "王**: 王**"].toSorted(),
    );
  });

  it("find people in office and no buyer, so that hits do not say what the mask hides", async () => {
    expect(await named({ person: "党小" })).toHaveLength(2);
    expect(await named({ subject: "党小" })).toHaveLength(2);
    for (const part of ["王小明", "王", "小明"]) {
      expect(await named({ person: part })).toEqual([]);
      expect(await named({ subject: part })).toEqual([]);
    }
  });
});
