import { addMs, HOUR_MS } from "~/kernel/clock";
import { invariant } from "~/kernel/invariant";
import { createLiveSession, endLiveSession } from "~/modules/live/index.server";
import { atHour, daysAfter, monthOfYear } from "./calendar";
import type { Story, Today } from "./history";
import { writeLink } from "./links";
import { SESSIONS, type SessionData } from "./sessions";
import { isSoldIn } from "./shelves";
import { type Stage, writing } from "./stage";
import { giveBackFromLive, setAsideForLive } from "./storekeeping";

const ANNOUNCED_DAYS_BEFORE = 6;
const SESSION_HOURS = 2;
/** Packs of each kind that wait for the buyers of a session. */
const LIVE_PACKS = 15;

/** The sessions of this day. */
export function sessionsOf({ fromToday }: Today): readonly SessionData[] {
  return SESSIONS.filter(({ day }) => day === fromToday);
}

/** Puts sessions on the calendar some days ahead, each with the link that is shown in it. */
export async function announceSessions(story: Story, day: Today, now: Date): Promise<void> {
  const { stage, chance } = story;
  for (const { day: sessionDay, slug, host, village, name, hour } of SESSIONS) {
    const daysAhead = sessionDay - day.fromToday;
    const isMissed = day.position === 0 && daysAhead >= 0 && daysAhead < ANNOUNCED_DAYS_BEFORE;
    if (daysAhead !== ANNOUNCED_DAYS_BEFORE && !isMissed) continue;
    const startsAt = atHour(daysAfter(day.midnight, daysAhead), hour);
    await writing(stage.db, async (tx) => {
      const { sessionId } = await createLiveSession(tx, {
        slug,
        name,
        startsAt,
        now,
        hostId: stage.cast.hostIds[host],
        villageId: stage.places[village].villageId,
      });
      const link = { host, village, product: null, sessionId };
      const code = await writeLink(tx, { ...stage, chance, now }, link);
      stage.sessions.set(slug, { sessionId, startsAt, code });
    });
  }
}

function shownIn(session: SessionData, stage: Stage, at: Date): string[] {
  return session.products.filter((slug) => {
    const listing = stage.listings.get(slug);
    return listing && isSoldIn(listing.data, monthOfYear(at));
  });
}

export async function setAsideFor(stage: Stage, sessions: readonly SessionData[], now: Date): Promise<void> {
  for (const session of sessions) {
    for (const slug of shownIn(session, stage, now)) await setAsideForLive(stage, slug, LIVE_PACKS, now);
  }
}

/** Ends what is over by the evening, and gives the packs that nobody took back to the shop. */
export async function endSessions(
  stage: Stage,
  sessions: readonly SessionData[],
  evening: Date,
): Promise<void> {
  for (const session of sessions) {
    const known = stage.sessions.get(session.slug);
    invariant(known, `the session ${session.slug} has been announced`);
    const { sessionId, startsAt } = known;
    const endedAt = addMs(startsAt, SESSION_HOURS * HOUR_MS);
    await writing(stage.db, (tx) => endLiveSession(tx, { sessionId, now: endedAt }));
    for (const slug of shownIn(session, stage, evening)) await giveBackFromLive(stage, slug, evening);
  }
}
