import { invariant } from "~/kernel/invariant";
import { systemClock } from "~/platform/clock/clock.server";
import { type Db, openDb } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { Env } from "~/platform/env/env.server";
import { renderImage } from "~/platform/media/image-pipeline.server";
import { ingestImage } from "~/platform/media/ingest-image.server";
import { wire } from "~/wiring.server";
import { firstDay } from "./seed/calendar";
import type { Seeded } from "./seed/demo";
import { beginMark, emptyHalfTold, finishMark, readMark } from "./seed/mark";
import { movingClock } from "./seed/moving-clock";
import { must } from "./seed/must";

/** Every demo tells the same story. */
const SEED = 20_260_901;

/** A number of our own for the advisory lock, so that of several portals started at once one tells the story. */
const TELLING = 53_117_011;

/** How many people, villages and books a database holds decides whether it is somebody's. */
const selectEmpty = statement<[], { readonly empty: boolean }>(
  "seed.isEmpty",
  `SELECT NOT EXISTS (SELECT FROM village) AND NOT EXISTS (SELECT FROM users) AND NOT EXISTS (SELECT FROM book)
     AS empty`,
);

/** Whether nobody has begun to use this database. */
export async function isEmpty(db: Db): Promise<boolean> {
  return (await db.run(selectEmpty, []))[0]?.empty === true;
}

/**
 * Writes the demo's data into an empty database, once. A database that holds something else is left alone. When an
 * earlier telling was broken off, what it left is taken away and the story begins anew: orders half told cannot be
 * told on, and the mark says for certain that nobody else has written here. Undefined when there was nothing to do.
 */
export async function seedIfEmpty(env: Env): Promise<Seeded | undefined> {
  invariant(env.mode === "demo", "only a demo has demo data");
  const db = openDb({ url: env.databaseUrl, maxConnections: 2, onIdleError: () => undefined });
  try {
    const keeper = await db.pool.connect();
    try {
      // Another portal may be telling for a minute; the lock goes with this connection, even if we are killed.
      await keeper.query("SET statement_timeout = 0");
      await keeper.query("SELECT pg_advisory_lock($1)", [TELLING]);
      const mark = await readMark(db);
      if (mark === "told") return undefined;
      if (mark === "begun") await emptyHalfTold(db);
      else if (!(await isEmpty(db))) return undefined;
      await beginMark(db);
      const seeded = await tell(env);
      await finishMark(db);
      return seeded;
    } finally {
      keeper.release(true);
    }
  } finally {
    await db.close();
  }
}

/** Wires a portal whose clock stands three months ago and lets the story run on it. */
async function tell(env: Env): Promise<Seeded> {
  const { seedDemo } = await import("./seed/demo");
  const now = systemClock.now();
  const clock = movingClock(firstDay(now));
  // The past is paid at the sandbox even where the demo has a test key: Stripe has no past to give.
  const withSandbox: Env = { ...env, stripe: { ...env.stripe, secretKey: undefined } };
  const portal = await wire(withSandbox, { clock });
  try {
    const { db, storage, sandbox } = portal;
    invariant(sandbox, "without a key there is a sandbox");
    const takePicture = async (drawing: Uint8Array) => {
      const taken = await ingestImage(
        { tx: db, storage, render: renderImage, now: clock.now(), trusted: true },
        drawing,
      );
      return must(taken, "taking in a drawing").id;
    };
    return await seedDemo({ ...portal, sandbox, clock }, { now, takePicture, seed: SEED });
  } finally {
    await portal.close();
  }
}
