import { newId } from "~/kernel/ids";
import type { LocalizedText } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

export interface NewLiveSession {
  readonly slug: string;
  readonly hostId: string;
  /** the village whose field or workshop it is broadcast from */
  readonly villageId: string;
  readonly name: LocalizedText;
  readonly startsAt: Date;
  readonly now: Date;
}

/** Puts a live session on the calendar. */
export async function createLiveSession(
  tx: Tx,
  session: NewLiveSession,
): Promise<{ readonly sessionId: string }> {
  const { now, ...fields } = session;
  const sessionId = newId(now);
  await tx.prisma.liveSession.create({ data: { id: sessionId, endedAt: null, ...fields } });
  return { sessionId };
}

const end = statement<[sessionId: string, now: Date], { readonly id: string }>(
  "live.endSession",
  "UPDATE live_session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL AND starts_at <= $2 RETURNING id",
);

/** Ends a session that has begun. Tells whether it did: an ended one stays as it is. */
export async function endLiveSession(
  tx: Tx,
  input: { readonly sessionId: string; readonly now: Date },
): Promise<boolean> {
  const ended = await tx.run(end, [input.sessionId, input.now]);
  return ended.length > 0;
}
