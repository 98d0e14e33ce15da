import { addMs, DAY_MS } from "~/kernel/clock";
import type { Viewer } from "~/modules/identity/access";
import { DUTIES_AT, type Grant, type Role } from "~/modules/identity/duties";
import {
  createOrganisation,
  createSession,
  createUser,
  grantRole,
  organisationById,
  revokeSessionsOfUser,
} from "~/modules/identity/index.server";
import type { Portal } from "~/wiring.server";
import { accepted, words } from "../support/market";
import type { Holdings } from "./holdings";

/** Somebody who tries doors. */
export interface Person {
  readonly name: string;
  /** Empty: signed out. */
  readonly cookie: string;
  /** What the matrix is asked with; undefined: nobody signed in. */
  readonly viewer: Viewer | undefined;
}

interface Wanted {
  readonly name: string;
  readonly duty?: { readonly role: Role; readonly organisationId: string | null };
  /** Over by now, or taken away. */
  readonly lost?: "lapsed" | "revoked" | "notBegun";
  /** The one-tap sign-in counts as a second factor; without it the session begins below money. */
  readonly belowMoney?: true;
}

export async function makePerson(portal: Portal, wanted: Wanted): Promise<Person> {
  const { db, clock, random } = portal;
  const now = clock.now();
  const { userId } = await createUser(db, { displayName: wanted.name, phone: null, now });
  const grants = wanted.duty ? await give(portal, userId, wanted) : [];
  const steppedUpBy = wanted.belowMoney ? null : "demo";
  const session = await createSession(db, { userId, userAgent: "test", now, random, steppedUpBy });
  const viewer = { userId, displayName: wanted.name, grants };
  return { name: wanted.name, cookie: `session=${session.token}`, viewer };
}

async function give({ db, clock }: Portal, userId: string, { duty, lost }: Wanted): Promise<Grant[]> {
  if (!duty) return [];
  const now = clock.now();
  const [from, until] =
    lost === "lapsed" ? [addMs(now, -2 * DAY_MS), addMs(now, -1)] : [addMs(now, -2 * DAY_MS), null];
  const validFrom = lost === "notBegun" ? addMs(now, DAY_MS) : from;
  const term = { ...duty, userId, now: from, validFrom, validUntil: until };
  const grant = accepted(await grantRole(db, term));
  if (lost === "revoked") {
    const gone = { revokedAt: addMs(now, -1), revokedByUserId: userId, revokedReason: "走了" };
    await db.prisma.roleGrant.updateMany({ where: { userId }, data: gone });
  }
  return lost ? [] : [grant];
}

/** Every duty there is, held at places of one's own and at foreign ones, and everybody who holds none any more. */
export async function makeCrowd(portal: Portal, own: Holdings, foreign: Holdings): Promise<Person[]> {
  const crowd: Person[] = [{ name: "nobody signed in", cookie: "", viewer: undefined }];
  for (const role of DUTIES_AT.portal) {
    const duty = { role, organisationId: null };
    crowd.push(await makePerson(portal, { name: `${role} of the whole portal`, duty }));
  }
  for (const [whose, holdings] of [["own", own] as const, ["foreign", foreign] as const]) {
    for (const organisationId of await placesAround(portal, holdings)) {
      const place = await organisationById(portal.db, organisationId);
      for (const role of place ? DUTIES_AT[place.kind] : []) {
        const name = `${role} of the ${whose} ${place?.kind}`;
        crowd.push(await makePerson(portal, { name, duty: { role, organisationId } }));
      }
    }
  }
  const duty = { role: "coopManager", organisationId: own.organisationId } as const;
  crowd.push(await makePerson(portal, { name: "a buyer without any duty" }));
  crowd.push(await makePerson(portal, { name: "a manager whose term is over", duty, lost: "lapsed" }));
  crowd.push(await makePerson(portal, { name: "a manager whose duty was revoked", duty, lost: "revoked" }));
  crowd.push(await makePerson(portal, { name: "a manager whose term begins later", duty, lost: "notBegun" }));
  crowd.push(await signedOutElsewhere(portal, await makePerson(portal, { name: "a manager", duty })));
  return crowd;
}

/** Whose session was ended from another device: the cookie is still there and opens nothing. */
async function signedOutElsewhere({ db, clock }: Portal, person: Person): Promise<Person> {
  await revokeSessionsOfUser(db, person.viewer?.userId ?? "", clock.now());
  return { ...person, name: `${person.name} who was signed out from another device`, viewer: undefined };
}

/** One place of each kind around a cooperative, so that every duty there is has a holder on both sides. */
async function placesAround({ db, clock }: Portal, holdings: Holdings): Promise<string[]> {
  const { hostId, slug, market } = holdings;
  const ids = [hostId, market.villageId, market.collectiveId, market.cooperativeId];
  for (const kind of [
    "operator",
    "alliance",
    "union",
    "federation",
    "partnerUnit",
    "buyerCompany",
  ] as const) {
    const made = await createOrganisation(db, { kind, slug, name: words(slug), now: clock.now() });
    ids.push(made.organisationId);
  }
  return ids;
}
