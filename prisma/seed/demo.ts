import { invariant } from "~/kernel/invariant";
import { lookAhead } from "./before-harvest";
import { dayOf, daysBetween, firstDay } from "./calendar";
import { writeCast } from "./cast";
import { leaveClaims } from "./claims";
import { closeOnePlace } from "./closed-place";
import { type Dice, dice } from "./dice";
import { writeGround } from "./ground";
import { hangPictures } from "./hang-pictures";
import { tellHistory } from "./history";
import { writeStandingLinks } from "./links";
import { layListingDesk } from "./listing-desk";
import { type TakePicture, takePictures } from "./pictures";
import { planPurchases } from "./purchases";
import { writeShelves } from "./shelves";
import { type SeedDeps, type Stage, writing } from "./stage";

export interface SeedInput {
  /** The present, at which the story ends. Its clock stands at `firstDay` of it. */
  readonly now: Date;
  readonly takePicture: TakePicture;
  /** The same number tells the same story. */
  readonly seed: number;
}

export interface Seeded {
  readonly villages: number;
  readonly products: number;
  readonly orders: number;
  readonly leads: number;
}

/**
 * Writes the demo into an empty database: villages, people and goods first, then three months of their trade, told
 * through the same workflows that serve the shop.
 */
export async function seedDemo(deps: SeedDeps, { now, takePicture, seed }: SeedInput): Promise<Seeded> {
  const chance = dice(seed);
  const start = deps.clock.now();
  invariant(start.getTime() === firstDay(now).getTime(), "the story begins where its clock stands");
  const days = daysBetween(start, dayOf(now));
  const purchases = planPurchases(chance, days, dayOf(now));
  // Drawing keeps other cores busy than telling does, so the pictures are hung when both are done.
  const drawn = takePictures(takePicture);
  const told = setStage(deps, chance, start).then(async (stage) => {
    await tellHistory({ stage, chance, days, purchases, until: now });
    return stage;
  });
  const [pictures, stage] = await Promise.all([drawn, told]);
  await writing(deps.db, (tx) => hangPictures(tx, stage, pictures));
  await layListingDesk(stage, pictures, now);
  await lookAhead(stage, now);
  await leaveClaims(stage, now);
  await closeOnePlace(stage, now);
  const [orders, leads] = [await deps.db.prisma.order.count(), await deps.db.prisma.lead.count()];
  return { villages: Object.keys(stage.places).length, products: stage.listings.size, orders, leads };
}

async function setStage(deps: SeedDeps, chance: Dice, now: Date): Promise<Stage> {
  const { db } = deps;
  const places = await writing(db, (tx) => writeGround(tx, now));
  const cast = await writing(db, (tx) => writeCast(tx, places, now));
  const listings = await writing(db, (tx) => writeShelves(tx, { places, cast, now }));
  const links = await writing(db, (tx) => writeStandingLinks(tx, { places, cast, listings, chance, now }));
  const sessions: Stage["sessions"] = new Map();
  return {
    ...deps,
    places,
    cast,
    listings,
    sessions,
    skuId(slug, position) {
      const skuId = listings.get(slug)?.skuIds[position];
      invariant(skuId, `${slug} has a pack ${position}`);
      return skuId;
    },
    codeOf(via) {
      const link = "session" in via ? sessions.get(via.session) : links[via.standing];
      invariant(link, "buyers come by links that are there");
      return link.code;
    },
  };
}
