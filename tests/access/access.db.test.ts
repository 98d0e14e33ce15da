import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Act, admissionsTo, mayEnter, needsSecondFactor } from "~/modules/identity/access";
import { organisationsFor } from "~/modules/identity/index.server";
import { type ServedPortal, servePortal } from "../support/served-portal";
import { type Address, allAddresses } from "./addresses";
import { type Answer, change, fill, look } from "./asking";
import { type AddressCase, CASES, type FormCase } from "./cases";
import { fingerprint } from "./fingerprint";
import { type Holdings, makeHoldings } from "./holdings";
import { makeCrowd, makePerson, type Person } from "./people";

/**
 * The access table, tried: every address, looked at and changed, by everybody, at one's own and at a foreign place, over
 * HTTP. What is expected is the matrix of app/modules/identity/access.ts; a door wired to another act or to another
 * organisation shows here. docs/access.md is written from the same addresses and cases.
 */

const NOW = new Date("2026-11-20T02:00:00Z");
let served: ServedPortal;
let addresses: readonly Address[];
let own: Holdings;
let foreign: Holdings;
let crowd: readonly Person[];

beforeAll(async () => {
  served = await servePortal(NOW);
  addresses = await allAddresses();
  own = await makeHoldings(served.portal, "own", 0);
  foreign = await makeHoldings(served.portal, "foreign", 1);
  crowd = await makeCrowd(served.portal, own, foreign);
}, 90_000);
afterAll(() => served.close());

interface Try {
  readonly how: "look" | "change";
  readonly address: Address;
  readonly act: Act;
  readonly of: AddressCase;
  readonly form?: FormCase;
}

/** Each door once as a look or an empty form, and each form that is another act than its address. */
function tries(): Try[] {
  return addresses.flatMap((address) => {
    const of = CASES[address.path] ?? {};
    const doors: Try[] = [];
    if (address.look) doors.push({ how: "look", address, act: address.look, of });
    if (address.change) doors.push({ how: "change", address, act: address.change, of });
    for (const form of of.forms ?? []) {
      if (form.act && address.change) doors.push({ how: "change", address, act: form.act, of, form });
    }
    return doors;
  });
}

/** All forms that name a thing, and the addresses that do. */
function triesOfThings(): Try[] {
  return addresses.flatMap((address): Try[] => {
    const of = CASES[address.path] ?? {};
    if (!isDesk(address)) return [];
    const looks = of.thing && address.look ? [{ how: "look" as const, address, act: address.look, of }] : [];
    const forms = (of.forms ?? []).map((form): Try => {
      const act = form.act ?? address.change;
      if (!act) throw new Error(`${address.path} takes no form`);
      return { how: "change", address, act, of, form };
    });
    const bare = of.thing && address.change && forms.length === 0 ? address.change : undefined;
    return [...looks, ...forms, ...(bare ? [{ how: "change" as const, address, act: bare, of }] : [])];
  });
}

const isForAnybody = (act: Act) => admissionsTo(act).some(([who]) => who === "anyone");

/** Whose desk is asked, whose thing its address names, and whose the form sent there. */
interface Whose {
  readonly desk: Holdings;
  readonly thing: Holdings;
  readonly named?: Holdings;
}

function ask(
  { how, address, of, form }: Try,
  person: Person,
  { desk, thing, named = thing }: Whose,
): Promise<Answer> {
  const path = fill(address.path, {
    ...(form?.params ?? of.params)?.(thing),
    ...(isDesk(address) ? { slug: desk.slug } : {}),
  });
  const asking = { origin: served.origin, address, path, cookie: person.cookie };
  return how === "look" ? look(asking) : change(asking, form?.fields(named));
}

const isDesk = (address: Address) => address.path.startsWith("/coop/:slug");

/** What the matrix says of this person at the own cooperative. */
function mayIn({ act, of }: Try, { viewer }: Person): boolean {
  const places =
    of.place === "village" ? [own.market.villageId, own.market.collectiveId] : [placeOf(act, of, viewer)];
  return places.some((place) =>
    mayEnter(viewer, act, {
      ...(place ? { organisationId: place } : {}),
      ownerUserId: viewer?.userId ?? null,
    }),
  );
}

function placeOf(act: Act, of: AddressCase, viewer: Person["viewer"]): string | undefined {
  return of.place === "host" && viewer ? organisationsFor(viewer, act)[0] : own.organisationId;
}

/** `in`: the work behind the door was reached; else how the visitor was turned away. */
function outcome({ of, how }: Try, { status, location }: Answer): "in" | number | string {
  if (location.startsWith("/sign-in/again")) return "proof";
  if (status === 401 || status === 403 || status >= 500) return status;
  if (status === of.entered) return "in";
  if (status === 404) return 404;
  if (how === "look" && status !== 200 && status !== 202 && status !== 302 && status !== 405) return status;
  return "in";
}

const said = ({ how, address, act, form }: Try, who: string, got: unknown, wanted: unknown) =>
  `${how} ${address.path}${form ? ` (${form.name})` : ""} as ${act} by ${who}: ${got}, not ${wanted}`;

/** Eight at a time: as many as the portal has connections for. */
async function each<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  const worker = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

describe("an id of another cooperative's under one's own address", () => {
  const manager = () => crowd.find(({ name }) => name === "coopManager of the own cooperative") ?? fail();
  const fail = (): never => {
    throw new Error("there is a manager");
  };

  it("is not found, for every thing there is and every form about it, and nothing is written", async () => {
    const before = await fingerprint(served.portal.db);
    const wrong: string[] = [];
    for (const door of triesOfThings()) {
      const { thing, passedOver } = door.form ?? {};
      const tried: Whose[] = [{ desk: own, thing: foreign }];
      // One's own thing in the address, and somebody else's in the form.
      if (thing && door.of.thing) tried.push({ desk: own, thing: own, named: foreign });
      for (const whose of tried) {
        const { status } = await ask(door, manager(), whose);
        const isRefused = [403, 404].includes(status) || (whose.named && passedOver);
        if (!isRefused) wrong.push(said(door, "a foreign manager", status, "403 or 404"));
      }
    }
    expect(wrong).toEqual([]);
    expect(await fingerprint(served.portal.db)).toEqual(before);
  });

  it("is found where it is one's own: the same forms do what they say", async () => {
    const wrong: string[] = [];
    for (const door of triesOfThings()) {
      const { status, text } = await ask(door, manager(), { desk: own, thing: own });
      // An empty form is none: there it is enough that the thing was found.
      const done = door.form ? status < 400 : ![403, 404].includes(status);
      if (done === (door.form?.refusedForOwn === true)) wrong.push(said(door, "its manager", text, "done"));
    }
    expect(wrong).toEqual([]);
    expect(served.faults).toEqual([]);
  });
});

describe("the table of access", () => {
  it("has a case for every address, and no case without one", () => {
    expect(Object.keys(CASES).sort()).toEqual([...new Set(addresses.map(({ path }) => path))].sort());
  });

  it("lets in whom the matrix admits and turns everybody else away, at every door", async () => {
    const wrong: string[] = [];
    await each(tries(), async (door) => {
      // What is open to anyone has nobody to turn away, and some of it ends the session that asks.
      const who = isForAnybody(door.act) ? crowd.filter(({ viewer }) => !viewer) : crowd;
      for (const person of who) {
        const expected = mayIn(door, person) ? "in" : person.viewer ? 403 : 401;
        const got = outcome(door, await ask(door, person, { desk: own, thing: own }));
        if (got !== expected) wrong.push(said(door, person.name, got, expected));
      }
    });
    expect(wrong).toEqual([]);
    expect(served.faults).toEqual([]);
  }, 120_000);

  it("opens nothing of a foreign cooperative's to the manager of another one", async () => {
    const manager = crowd.find(({ name }) => name === "coopManager of the own cooperative");
    const wrong: string[] = [];
    await each(
      tries().filter(({ address }) => isDesk(address)),
      async (door) => {
        if (!manager) return;
        const got = outcome(door, await ask(door, manager, { desk: foreign, thing: foreign }));
        if (got !== 403) wrong.push(said(door, "a foreign manager", got, 403));
      },
    );
    expect(wrong).toEqual([]);
  });

  it("tells nobody whether a cooperative exists that does not", async () => {
    const operator = await makePerson(served.portal, {
      name: "an operator",
      duty: { role: "operator", organisationId: null },
    });
    const nobody = { name: "nobody", cookie: "", viewer: undefined };
    const nowhere = { ...own, slug: "unknown" };
    const wrong: string[] = [];
    await each(
      tries().filter(({ address }) => isDesk(address)),
      async (door) => {
        for (const [person, wanted] of [[operator, 404] as const, [nobody, 401] as const]) {
          const got = (await ask(door, person, { desk: nowhere, thing: own })).status;
          if (got !== wanted) wrong.push(said(door, person.name, got, wanted));
        }
      },
    );
    expect(wrong).toEqual([]);
  });

  it("asks for a second factor before everything that moves money or gives out duties, and before nothing else", async () => {
    const roles = [
      { role: "coopManager", organisationId: own.organisationId },
      { role: "operator", organisationId: null },
    ] as const;
    const wrong: string[] = [];
    for (const duty of roles) {
      const person = await makePerson(served.portal, {
        name: `${duty.role} below money`,
        duty,
        belowMoney: true,
      });
      await each(
        tries().filter((door) => !isForAnybody(door.act) && mayIn(door, person)),
        async (door) => {
          const got = outcome(door, await ask(door, person, { desk: own, thing: own }));
          const expected = needsSecondFactor(door.act) ? "proof" : "in";
          if (got !== expected) wrong.push(said(door, person.name, got, expected));
        },
      );
    }
    expect(wrong).toEqual([]);
  });
});
