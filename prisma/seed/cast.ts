import { addMs } from "~/kernel/clock";
import { newId } from "~/kernel/ids";
import { invariant } from "~/kernel/invariant";
import { createOrganisation, createUser, grantRole } from "~/modules/identity/index.server";
import type { Tx } from "~/platform/db/db.server";
import type { Places } from "./ground";
import { must } from "./must";
import {
  type DutyPlace,
  HOST_KEYS,
  HOSTS,
  type HostKey,
  PEOPLE,
  PEOPLE_KEYS,
  type PersonKey,
  PLACES_ABOVE,
} from "./people";
import { VILLAGE_KEYS, type VillageKey } from "./villages";

export interface Cast {
  readonly userIds: Readonly<Record<PersonKey, string>>;
  readonly hostIds: Readonly<Record<HostKey, string>>;
  /** Who packs and ships for the village's cooperative. */
  readonly staffOf: Readonly<Record<VillageKey, string>>;
}

/** The people of the demo, one after the other, so that they are always shown in the same order; hosts; duties. */
export async function writeCast(tx: Tx, places: Places, start: Date): Promise<Cast> {
  const userIds: Partial<Record<PersonKey, string>> = {};
  for (const [position, key] of PEOPLE_KEYS.entries()) {
    const phone = String(13_800_000_001 + position);
    const { userId } = await createUser(tx, {
      displayName: PEOPLE[key].name,
      phone,
      now: addMs(start, position),
    });
    userIds[key] = userId;
  }
  const users = userIds as Record<PersonKey, string>;
  const hostIds = await writeHosts(tx, places, users, start);
  const above = await writePlacesAbove(tx, start);
  const staffOf: Partial<Record<VillageKey, string>> = {};
  for (const key of PEOPLE_KEYS) {
    for (const { role, at } of PEOPLE[key].duties) {
      const organisationId = organisationOf(at, places, hostIds, above);
      const grant = { userId: users[key], role, organisationId, validUntil: null, now: start };
      must(await grantRole(tx, grant), `the duty of ${key}`);
      if (role === "coopStaff" && at.of === "cooperative") staffOf[at.village] = users[key];
    }
  }
  for (const village of VILLAGE_KEYS) invariant(staffOf[village], `somebody packs in ${village}`);
  return { userIds: users, hostIds, staffOf: staffOf as Record<VillageKey, string> };
}

async function writeHosts(
  tx: Tx,
  places: Places,
  users: Readonly<Record<PersonKey, string>>,
  now: Date,
): Promise<Record<HostKey, string>> {
  const hostIds: Partial<Record<HostKey, string>> = {};
  for (const key of HOST_KEYS) {
    const { slug, person, name, duty, village } = HOSTS[key];
    const id = newId(now);
    await tx.prisma.host.create({
      data: { id, slug, userId: users[person], name, duty, villageId: places[village].villageId },
    });
    hostIds[key] = id;
  }
  return hostIds as Record<HostKey, string>;
}

type PlacesAbove = Readonly<Record<keyof typeof PLACES_ABOVE, string>>;

async function writePlacesAbove(tx: Tx, now: Date): Promise<PlacesAbove> {
  const make = async (kind: keyof typeof PLACES_ABOVE) =>
    (await createOrganisation(tx, { kind, ...PLACES_ABOVE[kind], now })).organisationId;
  return { operator: await make("operator"), alliance: await make("alliance") };
}

function organisationOf(
  at: DutyPlace,
  places: Places,
  hostIds: Readonly<Record<HostKey, string>>,
  above: PlacesAbove,
): string {
  switch (at.of) {
    case "operator":
    case "alliance":
      return above[at.of];
    case "host":
      return hostIds[at.host];
    case "cooperative":
      return places[at.village].cooperativeId;
    case "collective":
      return places[at.village].collectiveId;
    case "village":
      return places[at.village].villageId;
  }
}
