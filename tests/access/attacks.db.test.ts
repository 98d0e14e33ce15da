import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedPortal, servePortal } from "../support/served-portal";
import { type Address, allAddresses } from "./addresses";
import { change, fill, look } from "./asking";
import { CASES } from "./cases";
import { fingerprint } from "./fingerprint";
import { type Holdings, makeHoldings } from "./holdings";
import { makePerson, type Person } from "./people";
import { visitorOf } from "./visitor";

const NOW = new Date("2026-11-20T02:00:00Z");
let served: ServedPortal;
let addresses: readonly Address[];
let own: Holdings;
let foreign: Holdings;
let manager: Person;
let operator: Person;

beforeAll(async () => {
  served = await servePortal(NOW);
  const { portal } = served;
  addresses = await allAddresses();
  own = await makeHoldings(portal, "own", 0);
  foreign = await makeHoldings(portal, "foreign", 1);
  const duty = { role: "coopManager", organisationId: own.organisationId } as const;
  manager = await makePerson(portal, { name: "马栓柱", duty });
  operator = await makePerson(portal, { name: "周维", duty: { role: "operator", organisationId: null } });
}, 90_000);
afterAll(() => served.close());

const pathOf = ({ path }: Address) => fill(path, { ...CASES[path]?.params?.(own), slug: own.slug });
const asking = (address: Address, { cookie }: Person) => {
  return { origin: served.origin, address, path: pathOf(address), cookie };
};

describe("a form that another site's page sends in somebody's name", () => {
  const SENDERS: readonly Readonly<Record<string, string>>[] = [
    { origin: "https://evil.test" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site", origin: "https://evil.test" },
  ];

  it("changes nothing, at every address that takes forms", async () => {
    const before = await fingerprint(served.portal.db);
    const wrong: string[] = [];
    for (const address of addresses) {
      // Stripe's news come from elsewhere and are signed.
      if (!address.change || address.path === "/webhooks/stripe") continue;
      const [form] = CASES[address.path]?.forms ?? [];
      for (const sender of SENDERS) {
        const answer = await change(asking(address, manager), form?.fields(own), sender);
        if (answer.status !== 403 || answer.text !== "foreignOrigin") {
          wrong.push(`${address.path} from ${JSON.stringify(sender)}: ${answer.status}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(await fingerprint(served.portal.db)).toEqual(before);
  });
});

describe("looking", () => {
  /** The key of an app that is being set up is made at the first look; it opens nothing until its code is typed. */
  const MAKES_A_KEY = "/account/security/app";

  it("changes nothing at any address, also when the address carries the fields of its forms", async () => {
    const before = await fingerprint(served.portal.db);
    for (const address of addresses) {
      if (!address.look || address.path === MAKES_A_KEY) continue;
      for (const person of [manager, operator]) {
        await look(asking(address, person));
        for (const form of CASES[address.path]?.forms ?? []) {
          const query = new URLSearchParams(form.fields(own));
          const answer = await fetch(`${served.origin}${pathOf(address)}?${query}`, {
            headers: { cookie: person.cookie },
            redirect: "manual",
          });
          await answer.body?.cancel();
        }
      }
    }
    expect(await fingerprint(served.portal.db)).toEqual(before);
    expect(served.faults).toEqual([]);
  }, 60_000);
});

describe("the way on after signing in or proving oneself", () => {
  const ELSEWHERE = [
    "https://evil.test",
    "//evil.test",
    "/\\evil.test",
    "/%2f/evil.test",
    "/%09/evil.test",
    "javascript:alert(1)",
  ];
  const PLACES = ["/sign-in", "/sign-in/password", "/sign-in/again"];

  it.each(ELSEWHERE)("never leads to %s", async (elsewhere) => {
    const then = `then=${encodeURIComponent(elsewhere)}`;
    for (const place of PLACES) {
      const { status, headers } = await fetch(`${served.origin}${place}?${then}`, {
        headers: { cookie: manager.cookie },
        redirect: "manual",
      });
      expect([status, headers.get("location")], place).toEqual([302, "/account"]);
    }
    const visitor = visitorOf(served);
    const sent = await visitor.post(`/sign-in?${then}`, { intent: "send", phone: newPhone() });
    expect(new URL(sent.location, served.origin).origin).toBe(served.origin);
    // Pages that show the way on as a link show one of ours.
    for (const place of ["/account/security/app", "/account/security/passkeys"]) {
      const page = await fetch(`${served.origin}${place}?${then}`, { headers: { cookie: manager.cookie } });
      expect((await page.text()).replaceAll(/\?then=[^"]*/g, ""), place).not.toMatch(
        /(href|action)="[^"]*evil/,
      );
    }
  });
});

let phones = 13_300_000_000;
function newPhone(): string {
  phones += 1;
  return String(phones);
}

/** Fields no form has, as somebody would type them who has read our database's column names. */
const tooMany = () => ({
  id: MARK_ID,
  cooperativeId: foreign.organisationId,
  organisationId: foreign.organisationId,
  userId: MARK_ID,
  actorUserId: MARK_ID,
  ownerUserId: MARK_ID,
  cooperative_id: foreign.organisationId,
  state: MARK,
  role: "operator",
  amountFen: MARK_FIGURE,
  totalFen: MARK_FIGURE,
  priceFen: MARK_FIGURE,
  refundedFen: MARK_FIGURE,
  grams: MARK_FIGURE,
  createdAt: "1999-09-09T09:09:09Z",
  isAdmin: "true",
  "grants[]": "operator",
  __proto__: "x",
  "constructor.prototype.role": "operator",
});
const MARK = "markedByAFieldTooMany";
const MARK_ID = "0190dead-beef-7000-8000-00000000beef";
const MARK_FIGURE = "987654321";

/** In how many rows of each table this text stands. */
async function mentionsOf(text: string): Promise<Readonly<Record<string, number>>> {
  const { pool } = served.portal.db;
  const { rows: tables } = await pool.query<{ name: string }>(
    "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  );
  const found: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${name} t WHERE strpos(t::text, $1) > 0`,
      [text],
    );
    if (rows[0]?.n) found[name] = rows[0].n;
  }
  return found;
}

describe("a form with more fields than its page has", () => {
  it("does what it says and nothing more: no other cooperative, person, state, role or amount comes of it", async () => {
    const { db } = served.portal;
    const before = await mentionsOf(foreign.organisationId);
    const grants = await db.prisma.roleGrant.count();
    const known = (await db.prisma.auditEntry.findMany({ select: { id: true } })).map(({ id }) => id);
    const done: string[] = [];
    for (const address of addresses) {
      for (const form of CASES[address.path]?.forms ?? []) {
        const fields = form.fields(own);
        const { status } = await change(asking(address, manager), { ...tooMany(), ...fields });
        if (status < 400) done.push(`${address.path} ${form.name}`);
      }
    }
    expect(done.length).toBeGreaterThan(20);
    expect(await mentionsOf(foreign.organisationId)).toEqual(before);
    for (const mark of [MARK, MARK_ID, MARK_FIGURE, "1999-09-09"]) expect(await mentionsOf(mark)).toEqual({});
    expect(await db.prisma.roleGrant.count()).toBe(grants);
    const log = await db.prisma.auditEntry.findMany({ where: { id: { notIn: known } } });
    expect(log.length).toBeGreaterThan(15);
    expect(new Set(log.map(({ actorUserId }) => actorUserId))).toEqual(new Set([manager.viewer?.userId]));
    expect(new Set(log.map(({ organisationId }) => organisationId))).toEqual(new Set([own.organisationId]));
    expect(served.faults).toEqual([]);
  });

  it("makes nobody anything at signing in or in one's own account", async () => {
    const phone = newPhone();
    const visitor = visitorOf(served);
    const sent = await visitor.post("/sign-in", { ...tooMany(), intent: "send", phone });
    const codeId = new URL(sent.location, served.origin).searchParams.get("code") ?? "";
    const code = /\d{6}/.exec(served.portal.demoSms?.lastTo(phone) ?? "")?.[0] ?? "";
    const entered = await visitor.post(sent.location, {
      ...tooMany(),
      steppedUpBy: "totp",
      intent: "code",
      codeId,
      code,
    });
    expect(entered.status).toBe(303);
    await visitor.post("/account/security/password", { ...tooMany(), password: "四月的苜蓿 长在北坡上" });
    const user = await served.portal.db.prisma.user.findUniqueOrThrow({
      where: { phone },
      include: { grants: true, sessions: true },
    });
    expect(user.grants).toEqual([]);
    expect(user.sessions).toMatchObject([{ steppedUpBy: null, steppedUpAt: null }]);
    for (const mark of [MARK, MARK_ID]) expect(await mentionsOf(mark)).toEqual({});
  });
});
