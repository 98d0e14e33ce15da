import { endOfShanghaiDay } from "~/kernel/clock";
import { ok, type Result, refuse } from "~/kernel/result";
import {
  type DutyNotFound,
  type DutyNotYours,
  type LastManager,
  lockDutyToTake,
  recordChange,
  type TermOver,
  type Viewer,
  writeTermEnd,
} from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";

export interface SetDutyTerm {
  readonly viewer: Viewer;
  readonly organisationId: string;
  readonly grantId: string;
  /** the last day in Shanghai, YYYY-MM-DD, today at the earliest; null: no end */
  readonly lastDay: string | null;
  readonly now: Date;
}

export type SetDutyTermRefusal = DutyNotFound | DutyNotYours | LastManager | TermOver;

/** Says until which day a duty runs. */
export function setDutyTerm(
  { db }: { readonly db: Db },
  { viewer, organisationId, grantId, lastDay, now }: SetDutyTerm,
): Promise<Result<void, SetDutyTermRefusal>> {
  return db.transaction(async (tx): Promise<Result<void, SetDutyTermRefusal>> => {
    const validUntil = lastDay === null ? null : endOfShanghaiDay(lastDay);
    if (validUntil && validUntil <= now) return refuse({ code: "TermOver" });
    const take = { grantId, organisationId, grantsOfActor: viewer.grants, now };
    const duty = await lockDutyToTake(tx, take, validUntil !== null);
    if (!duty.ok) return duty;
    if (validUntil && validUntil <= duty.value.validFrom) return refuse({ code: "TermOver" });
    await writeTermEnd(tx, grantId, validUntil);
    await recordChange(tx, {
      at: now,
      actorUserId: viewer.userId,
      organisationId,
      act: "duty.termSet",
      subject: { kind: "person", id: duty.value.userId },
      before: { validUntil: duty.value.validUntil },
      after: { validUntil },
      reason: null,
    });
    return ok();
  });
}
