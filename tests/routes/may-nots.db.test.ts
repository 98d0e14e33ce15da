import type { LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PageTerms } from "~/http/server/page-server";
import { cryptoRandom, newId } from "~/kernel/ids";
import { type Act, mayEnter, type Viewer } from "~/modules/identity/access";
import { DUTIES_AT, type Role } from "~/modules/identity/duties";
import {
  createOrganisation,
  createSession,
  createUser,
  grantRole,
  organisationById,
} from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import { silentLog } from "~/platform/log/log.server";
import { regions } from "~/platform/regions.server";
import { fixedClock } from "../support/clock";
import { accepted, type Market, makeMarket, openTestDb, words } from "../support/market";

/**
 * Every loader and action of a cooperative's desk, tried by everybody at his own and at a foreign cooperative. The
 * expected answer is the access matrix; a door wired to the wrong act or the wrong organisation shows here.
 */

type Door = ((args: LoaderFunctionArgs) => Promise<unknown>) & { readonly act: Act };
interface RouteModule {
  readonly loader?: Door;
  readonly action?: Door;
}

const NOW = new Date("2026-02-01T02:00:00Z");
const modules = import.meta.glob<RouteModule>("../../app/routes/coop/**/*.{ts,tsx}");

interface Person {
  readonly name: string;
  readonly cookie: string;
  readonly viewer: Viewer | undefined;
}

let db: Db;
let close: () => Promise<void>;
let own: Market;
let foreign: Market;
let people: Person[];

async function person(name: string, role: Role, organisationId: string | null): Promise<Person> {
  const { userId } = await createUser(db, { displayName: name, phone: null, now: NOW });
  const grant = accepted(await grantRole(db, { userId, role, organisationId, now: NOW, validUntil: null }));
  const session = await createSession(db, { userId, userAgent: "test", now: NOW, random: cryptoRandom });
  return { name, cookie: `session=${session.token}`, viewer: { userId, displayName: name, grants: [grant] } };
}

beforeAll(async () => {
  ({ db, close } = await openTestDb());
  own = await makeMarket(db, "own", 0);
  foreign = await makeMarket(db, "foreign", 1);
  people = [{ name: "nobody signed in", cookie: "", viewer: undefined }];
  for (const role of DUTIES_AT.portal) people.push(await person(`${role} of the whole portal`, role, null));
  for (const [whose, market] of [["own", own] as const, ["foreign", foreign] as const]) {
    for (const organisationId of await placesOf(market, whose)) {
      const place = await organisationById(db, organisationId);
      for (const role of place ? DUTIES_AT[place.kind] : []) {
        people.push(await person(`${role} of the ${whose} ${place?.kind}`, role, organisationId));
      }
    }
  }
});

/** One place of each kind around a market, so that every duty there is has a holder on both sides. */
async function placesOf(market: Market, slug: string): Promise<string[]> {
  const hostId = newId(NOW);
  await db.prisma.host.create({ data: { id: hostId, slug, name: words(slug), duty: false } });
  const ids = [hostId, market.villageId, market.collectiveId, market.cooperativeId];
  for (const kind of [
    "operator",
    "alliance",
    "union",
    "federation",
    "partnerUnit",
    "buyerCompany",
  ] as const) {
    ids.push((await createOrganisation(db, { kind, slug, name: words(slug), now: NOW })).organisationId);
  }
  return ids;
}
afterAll(() => close());

/** 401, 403 or 404 when the door turned the visitor away; "in" when the work behind it was reached. */
async function tryDoor(
  door: Door,
  method: "GET" | "POST",
  slug: string,
  cookie: string,
): Promise<number | "in"> {
  const request = new Request(`http://shop.test/coop/${slug}`, {
    method,
    headers: cookie ? { cookie } : {},
    ...(method === "POST" ? { body: new URLSearchParams({ intent: "none" }) } : {}),
  });
  const portal = {
    db,
    clock: fixedClock(NOW),
    log: silentLog,
    stopping: new AbortController().signal,
    regions,
    realtime: { subscribe: () => () => undefined, publish: async () => undefined, listening: true },
  };
  const context = { portal, locale: "zh-CN", requestId: "test", terms: new PageTerms() };
  const params = { slug, number: "none", id: "none" };
  try {
    await door({ request, params, context } as unknown as LoaderFunctionArgs);
    return "in";
  } catch (answer) {
    if (answer instanceof Response && [401, 403].includes(answer.status)) return answer.status;
    if (answer instanceof Response && answer.status === 404 && slug === "unknown") return 404;
    // Whatever happened, it happened behind the door: a form that is not one, a number nobody has.
    return "in";
  }
}

async function doors(): Promise<
  { readonly name: string; readonly method: "GET" | "POST"; readonly door: Door }[]
> {
  const found = [];
  for (const [file, load] of Object.entries(modules)) {
    const { loader, action } = await load();
    const name = file.replace("../../app/routes/", "");
    if (loader) found.push({ name, method: "GET" as const, door: loader });
    if (action) found.push({ name, method: "POST" as const, door: action });
  }
  return found;
}

describe("who may not enter a cooperative's desk", () => {
  it("is decided by the access matrix at every door, for every duty, at the own and at a foreign cooperative", async () => {
    const wrong: string[] = [];
    for (const { name, method, door } of await doors()) {
      for (const { name: who, cookie, viewer } of people) {
        const may = mayEnter(viewer, door.act, { organisationId: own.cooperativeId });
        const expected = may ? "in" : viewer ? 403 : 401;
        const answer = await tryDoor(door, method, own.cooperativeSlug, cookie);
        if (answer !== expected)
          wrong.push(`${method} ${name} (${door.act}) by ${who}: ${answer}, not ${expected}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("lets staff of one cooperative do at another's only what everybody signed in may: nothing", async () => {
    const staff = people.find((each) => each.name === "coopManager of the own cooperative");
    for (const { name, method, door } of await doors()) {
      const answer = await tryDoor(door, method, foreign.cooperativeSlug, staff?.cookie ?? "");
      expect(answer, `${method} ${name}`).toBe(403);
    }
  });

  it("tells nobody whether a cooperative exists that does not", async () => {
    const operator = people.find((each) => each.name === "operator of the whole portal");
    for (const { name, method, door } of await doors()) {
      expect(await tryDoor(door, method, "unknown", operator?.cookie ?? ""), `${method} ${name}`).toBe(404);
      expect(await tryDoor(door, method, "unknown", ""), `${method} ${name}`).toBe(401);
    }
  });
});
