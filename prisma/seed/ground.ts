import { shanghaiDay } from "~/kernel/clock";
import { invariant } from "~/kernel/invariant";
import type { LocalizedText } from "~/kernel/text";
import {
  createCollective,
  createCooperative,
  createFirstSecretary,
  createVillage,
  createWorkshop,
} from "~/modules/alliance/index.server";
import { type ChartCode, openBook } from "~/modules/ledger/index.server";
import type { Tx } from "~/platform/db/db.server";
import { daysAfter } from "./calendar";
import { COOPERATIVES } from "./cooperatives";
import { inventedLicence } from "./licence";
import { must } from "./must";
import { SECRETARIES } from "./people";
import { t } from "./texts";
import { VILLAGE_KEYS, VILLAGES, type VillageKey } from "./villages";
import { WORKSHOPS } from "./workshops";

/** A village as the rest of the story needs it. */
export interface Place {
  readonly villageId: string;
  readonly collectiveId: string;
  readonly collectiveBookId: string;
  readonly cooperativeId: string;
  readonly cooperativeSlug: string;
  readonly near: readonly string[];
}
export type Places = Readonly<Record<VillageKey, Place>>;

/**
 * The portal's operator, the villages with their collectives, cooperatives, workshops and secretaries. `now` is the
 * moment the story begins; all books are opened on its day.
 */
export async function writeGround(tx: Tx, now: Date): Promise<Places> {
  await open(tx, now, "OPERATOR", t("田头集平台运营", "Fieldside, operator"), "operator-2013");
  const places: Partial<Record<VillageKey, Place>> = {};
  for (const [position, key] of VILLAGE_KEYS.entries()) {
    places[key] = await writePlace(tx, now, key, position);
  }
  for (const [position, { village, ...workshop }] of WORKSHOPS.entries()) {
    const { villageId } = placeOf(places, village);
    await createWorkshop(tx, { ...workshop, villageId, imageId: null, position, now });
  }
  for (const { village, postedDaysBefore, ...secretary } of SECRETARIES) {
    const { villageId } = placeOf(places, village);
    const postedFrom = shanghaiDay(daysAfter(now, -postedDaysBefore));
    await createFirstSecretary(tx, { ...secretary, villageId, postedFrom, now });
  }
  return places as Places;
}

function placeOf(places: Partial<Record<VillageKey, Place>>, village: VillageKey): Place {
  const place = places[village];
  invariant(place, `the village ${village} has been written`);
  return place;
}

async function writePlace(tx: Tx, now: Date, key: VillageKey, position: number): Promise<Place> {
  const { collective, picture: _picture, ...village } = VILLAGES[key];
  const cooperative = COOPERATIVES.find((each) => each.village === key);
  invariant(cooperative, `the village ${key} has a cooperative`);
  const { villageId } = await createVillage(tx, { ...village, slug: key, imageId: null, position, now });
  const collectiveBookId = await open(tx, now, `V-${key}`, collective, "collective-2023");
  const { collectiveId } = await createCollective(tx, {
    villageId,
    name: collective,
    bookId: collectiveBookId,
    now,
  });
  const { slug, name, sentence, story, shipsFrom, areaCode, near } = cooperative;
  const { cooperativeId } = await createCooperative(tx, {
    slug,
    name,
    sentence,
    story,
    shipsFrom,
    villageId,
    imageId: null,
    position,
    now,
    bookId: await open(tx, now, `C-${key}`, name, "coop-2021"),
    servicePhone: `${areaCode}-00000${String(position + 1).padStart(2, "0")}`,
    licenceNumber: inventedLicence(village.regionCode, position + 1),
  });
  return { villageId, collectiveId, collectiveBookId, cooperativeId, cooperativeSlug: slug, near };
}

async function open(
  tx: Tx,
  now: Date,
  code: string,
  title: LocalizedText,
  chart: ChartCode,
): Promise<string> {
  const opened = await openBook(tx, { now, code, title, chart, openedOn: shanghaiDay(now) });
  return must(opened, `opening the book ${code}`).id;
}
