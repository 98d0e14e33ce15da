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

interface GroundInput {
  /** The moment the story begins; all books are opened on its day. */
  readonly now: Date;
  readonly pictures: ReadonlyMap<string, string>;
}

/** The portal's operator, the villages with their collectives, cooperatives, workshops and secretaries, all books. */
export async function writeGround(tx: Tx, input: GroundInput): Promise<Places> {
  const { now, pictures } = input;
  await open(tx, now, "OPERATOR", t("田头集平台运营", "Fieldside, operator"), "operator-2013");
  const places: Partial<Record<VillageKey, Place>> = {};
  for (const [position, key] of VILLAGE_KEYS.entries()) {
    places[key] = await writePlace(tx, input, key, position);
  }
  for (const [position, { village, ...workshop }] of WORKSHOPS.entries()) {
    const { villageId } = placeOf(places, village);
    await createWorkshop(tx, {
      ...workshop,
      villageId,
      imageId: pictures.get("workshop") ?? null,
      position,
      now,
    });
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

async function writePlace(
  tx: Tx,
  { now, pictures }: GroundInput,
  key: VillageKey,
  position: number,
): Promise<Place> {
  const { collective, picture, ...village } = VILLAGES[key];
  const cooperative = COOPERATIVES.find((each) => each.village === key);
  invariant(cooperative, `the village ${key} has a cooperative`);
  const imageId = pictures.get(picture) ?? null;
  const { villageId } = await createVillage(tx, { ...village, slug: key, imageId, position, now });
  const collectiveBookId = await open(tx, now, `V-${key}`, collective, "collective-2023");
  const { collectiveId } = await createCollective(tx, {
    villageId,
    name: collective,
    bookId: collectiveBookId,
    now,
  });
  const { slug, name, sentence, story, shipsFrom, areaCode, near } = cooperative;
  const { cooperativeId } = await createCooperative(tx, {
    ...{ slug, name, sentence, story, shipsFrom, villageId, imageId, position, now },
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
