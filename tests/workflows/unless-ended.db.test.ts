import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "~/kernel/ids";
import { ok } from "~/kernel/result";
import {
  closeOrganisationRow,
  createUser,
  grantRole,
  holdOrdersToClose,
  viewerById,
} from "~/modules/identity/index.server";
import { insertLink } from "~/modules/sharing/index.server";
import { leadForm } from "~/modules/wholesale/index.server";
import type { Tx } from "~/platform/db/db.server";
import { acceptInvitation } from "~/workflows/accept-invitation";
import { changePublication } from "~/workflows/change-publication";
import { inviteToDuty } from "~/workflows/invite-to-duty";
import { keepHousehold } from "~/workflows/keep-household";
import { recordTouch } from "~/workflows/record-touch";
import { submitLead } from "~/workflows/submit-lead";
import { ENDED_BY_SQLSTATE, unlessEnded } from "~/workflows/unless-ended";
import { FILLED } from "../modules/wholesale/lead-ground";
import { type Market, makeListing, makeMarket, words } from "../support/market";
import { scale } from "./intake-ground";
import { races } from "./race-ground";
import { MORNING, saleGround, value } from "./sale-ground";

const ground = saleGround();
const { whileOpen } = races(ground.db);
const prisma = () => ground.db().prisma;
const now = () => ground.clock.now;
let userId: string;
beforeAll(async () => {
  ({ userId } = await createUser(ground.db(), { displayName: "周维", phone: null, now: MORNING }));
  const duty = { userId, role: "operator", organisationId: null, validUntil: null, now: MORNING } as const;
  value(await grantRole(ground.db(), duty));
});

interface Place extends Market {
  readonly productId: string;
  readonly skuId: string;
  readonly householdId: string;
  readonly hostId: string;
}

let places = 0;
async function place(): Promise<Place> {
  places += 1;
  const at = places;
  const market = await makeMarket(ground.db(), `place-${at}`, at);
  const { productId, skuIds } = await makeListing(ground.db(), market, { slug: `goods-${at}`, packs: 50 });
  const form = { name: "王秀兰", phone: null, member: true, demonstration: false };
  const desk = { cooperativeId: market.cooperativeId, userId, now: now() };
  const kept = value(await keepHousehold(ground.deps(), { ...desk, householdId: null, form }));
  const hostId = newId(now());
  await prisma().host.create({
    data: { id: hostId, slug: `host-${at}`, userId: null, name: words("海棠"), duty: false },
  });
  return { ...market, productId, skuId: skuIds[0] ?? "", householdId: kept.householdId, hostId };
}

const closes = (id: string) => async (tx: Tx) => {
  await holdOrdersToClose(tx);
  await closeOrganisationRow(tx, { id, userId, reason: "解散", now: now() });
};
const leaves =
  ({ householdId }: Place) =>
  (tx: Tx) =>
    tx.prisma.household.update({ where: { id: householdId }, data: { leftAt: now(), phone: null } });
const wanted = ({ skuId }: Place) => ({ lines: [{ skuId, packs: 1 }], shownTotalFen: 5990n + 800n });

async function invite(organisationId: string) {
  const viewer = await viewerById(ground.db(), userId, now());
  if (!viewer) throw new Error("nobody");
  const invitation = { organisationId, role: "packer", phone: null, lastDay: null } as const;
  return inviteToDuty(ground.deps(), { viewer, ...invitation, now: now() });
}

/** What no desk writes yet, or no desk without looking first: the guard alone is asked. */
const bySql = (sql: string, ...params: (string | null)[]) =>
  unlessEnded(
    ground.db().transaction(async (tx) => {
      await tx.prisma.$executeRawUnsafe(sql, ...params);
      return ok();
    }),
  );

const CLOSED = { ok: false, refusal: { code: "OrganisationClosed" } };
const LEFT = { ok: false, refusal: { code: "HouseholdLeft" } };

/** For each guard of an ending: somebody who comes second, and what that person is told. */
const SECOND: Readonly<Record<string, (at: Place) => Promise<void>>> = {
  async role_grant_at_an_open_organisation({ cooperativeId }) {
    const { token } = value(await invite(cooperativeId));
    const { userId: invited } = await createUser(ground.db(), { displayName: "苏", phone: null, now: now() });
    const taking = () => acceptInvitation(ground.deps(), { token, userId: invited, now: now() });
    // Only the row is closed, so that the invitation itself still stands and the guard alone speaks.
    const closed = { closedAt: now(), closedByUserId: userId, closedReason: "解散" };
    const done = await whileOpen(
      (tx) => tx.prisma.organisation.update({ where: { id: cooperativeId }, data: closed }),
      taking,
    );
    expect(done).toEqual(CLOSED);
    expect(await prisma().roleGrant.count({ where: { userId: invited } })).toBe(0);
  },
  async invitation_at_an_open_organisation({ cooperativeId }) {
    expect(await whileOpen(closes(cooperativeId), () => invite(cooperativeId))).toEqual(CLOSED);
  },
  async lead_at_an_open_organisation({ cooperativeId, cooperativeSlug }) {
    const form = leadForm.parse({
      ...FILLED,
      offer: "",
      cooperative: cooperativeSlug,
      neededFrom: "2026-11-25",
      neededUntil: "2026-11-30",
    });
    const realtime = { publish: async () => undefined };
    const asking = () =>
      submitLead({ ...ground.deps(), realtime }, { form, visitorId: null, userId: null, now: now() });
    expect(await whileOpen(closes(cooperativeId), asking)).toEqual(CLOSED);
  },
  async product_of_an_open_organisation({ cooperativeId, productId }) {
    const move = { productId, cooperativeId, userId, note: "", now: now() };
    value(await changePublication(ground.deps(), { ...move, move: "pause" }));
    const publishing = () => changePublication(ground.deps(), { ...move, move: "publish" });
    expect(await whileOpen(closes(cooperativeId), publishing)).toEqual(CLOSED);
  },
  async slip_at_an_open_organisation({ cooperativeId, householdId, productId }) {
    const verbs = scale(ground.db, () => cooperativeId, now);
    const weighing = () => verbs.tryToWeigh({ householdId, productId, harvestedOn: "2026-11-20" });
    expect(await whileOpen(closes(cooperativeId), weighing)).toEqual(CLOSED);
  },
  async order_at_an_open_organisation(at) {
    const closesWithItsGoods = async (tx: Tx) => {
      await tx.prisma.product.update({ where: { id: at.productId }, data: { state: "archived" } });
      await closes(at.cooperativeId)(tx);
    };
    const done = await whileOpen(closesWithItsGoods, () => ground.tryToPlace(wanted(at)));
    expect(done).toEqual({ ok: false, refusal: { code: "NotOnSale", skuIds: [at.skuId] } });
    expect(await ground.pool(at.skuId)).toEqual({ onHand: 50, held: 0 });
  },
  async line_of_an_open_host(at) {
    const { cooperativeId, hostId } = at;
    const link = {
      id: newId(now()),
      code: `hait${places}`,
      hostId,
      cooperativeId,
      landing: "/",
      active: true,
    };
    await insertLink(ground.db(), { ...link, sessionId: null, productId: null, createdAt: now() });
    const visitorId = newId(now());
    value(await recordTouch(ground.deps(), { code: link.code, visitorId, now: now() }));
    const buying = () => ground.tryToPlace({ ...wanted(at), visitorId });
    const { paymentId } = value(await whileOpen(closes(hostId), buying));
    const [line] = (await ground.onlySale(paymentId)).lines;
    expect(line?.hostId).toBeNull();
  },
  async offer_of_an_open_organisation({ cooperativeId, productId }) {
    const offer = () =>
      bySql(
        `INSERT INTO wholesale_offer (id, slug, lot_id, product_id, cooperative_id, basis, pickup, packaging, min_grams,
           valid_until, open, position)
         VALUES (gen_random_uuid(), 'late', gen_random_uuid(), $1::uuid, $2::uuid, 'loaded', '{}', '{}', 1, now(), true, 0)`,
        productId,
        cooperativeId,
      );
    expect(await whileOpen(closes(cooperativeId), offer)).toEqual(CLOSED);
  },
  async link_of_an_open_host({ hostId }) {
    expect(await whileOpen(closes(hostId), () => link(hostId, null))).toEqual(CLOSED);
  },
  async link_to_an_open_cooperative({ hostId, cooperativeId }) {
    expect(await whileOpen(closes(cooperativeId), () => link(hostId, cooperativeId))).toEqual(CLOSED);
  },
  async slip_of_a_household_that_is_here(at) {
    const verbs = scale(ground.db, () => at.cooperativeId, now);
    const { productId, householdId } = at;
    await verbs.weigh({ productId, householdId: await verbs.household(true), harvestedOn: "2026-11-20" });
    const weighing = () =>
      bySql(
        `INSERT INTO intake_slip SELECT (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(),
           'number', 'S-3', 'household_id', $1::text))).* FROM intake_slip s WHERE s.product_id = $2::uuid`,
        householdId,
        productId,
      );
    expect(await whileOpen(leaves(at), weighing)).toEqual(LEFT);
  },
  async record_of_a_household_that_is_here(at) {
    const writing = () =>
      bySql(
        `INSERT INTO production_record SELECT (jsonb_populate_record(NULL::production_record,
           jsonb_build_object('id', gen_random_uuid(), 'household_id', $1::text))).*`,
        at.householdId,
      );
    expect(await whileOpen(leaves(at), writing)).toEqual(LEFT);
  },
  async plot_of_a_household_that_is_here(at) {
    const adding = () =>
      bySql(
        `INSERT INTO field_plot SELECT (jsonb_populate_record(NULL::field_plot,
           jsonb_build_object('id', gen_random_uuid(), 'household_id', $1::text))).*`,
        at.householdId,
      );
    expect(await whileOpen(leaves(at), adding)).toEqual(LEFT);
  },
};

const link = (hostId: string, cooperativeId: string | null) =>
  bySql(
    `INSERT INTO share_link (id, code, host_id, cooperative_id, landing, active, created_at)
     VALUES (gen_random_uuid(), 'zzzz9', $1::uuid, $2::uuid, '/', true, now())`,
    hostId,
    cooperativeId,
  );

/** Guards of the database that look at whether a place is closed or a household has left, and refuse. */
const GUARDS = `SELECT t.tgname AS trigger, p.proname AS guard, p.prosrc AS body FROM pg_trigger t
  JOIN pg_proc p ON p.oid = t.tgfoid
 WHERE NOT t.tgisinternal AND p.prosrc ~ 'RAISE' AND p.prosrc ~ '(closed_at|left_at).*FROM (organisation|household)|FROM (organisation|household) .*(closed_at|left_at)'`;
/** They look at the household of what is being changed, and refuse for another reason. */
const OF_ANOTHER_REASON = new Set(["guard_production_record"]);

describe("a guard of an ending", () => {
  it("says by a name of its own what it refuses, and each has somebody here who comes second", async () => {
    const { rows } = await ground.db().pool.query(GUARDS);
    const guards = rows.filter(({ guard }) => !OF_ANOTHER_REASON.has(guard));
    const names = guards.map(({ body }) => /ERRCODE = '(\w+)'/.exec(body)?.[1] ?? "");
    expect(names.filter((name) => !(name in ENDED_BY_SQLSTATE))).toEqual([]);
    expect(new Set(names)).toEqual(new Set(Object.keys(ENDED_BY_SQLSTATE)));
    expect(guards.map(({ trigger }) => trigger).sort()).toEqual(Object.keys(SECOND).sort());
  });

  it.each(Object.keys(SECOND))("%s: whoever comes second is told so, and it is no fault", async (guard) => {
    await SECOND[guard]?.(await place());
  });

  it("is not taken for another one: every other fault stays a fault", async () => {
    await expect(bySql("UPDATE intake_slip SET number = 1 / 0 || ''")).rejects.toThrow();
    await expect(bySql("SELECT 1 / 0")).rejects.toThrow("division by zero");
  });
});
