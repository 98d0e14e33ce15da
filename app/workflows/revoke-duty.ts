import { ok, type Result } from "~/kernel/result";
import {
  type DutyNotFound,
  type DutyNotYours,
  type LastManager,
  lockDutyToTake,
  recordChange,
  type Viewer,
  writeRevoked,
} from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";

export interface RevokeDuty {
  readonly viewer: Viewer;
  readonly organisationId: string;
  readonly grantId: string;
  readonly reason: string;
  readonly now: Date;
}

export type RevokeDutyRefusal = DutyNotFound | DutyNotYours | LastManager;

/** Takes a duty away before its term is over. Its doors are closed from the next request on. */
export function revokeDuty(
  { db }: { readonly db: Db },
  { viewer, organisationId, grantId, reason, now }: RevokeDuty,
): Promise<Result<void, RevokeDutyRefusal>> {
  return db.transaction(async (tx): Promise<Result<void, RevokeDutyRefusal>> => {
    const take = { grantId, organisationId, grantsOfActor: viewer.grants, now };
    const duty = await lockDutyToTake(tx, take, true);
    if (!duty.ok) return duty;
    await writeRevoked(tx, { grantId, userId: viewer.userId, reason, now });
    const { role, validFrom, validUntil, userId } = duty.value;
    await recordChange(tx, {
      at: now,
      actorUserId: viewer.userId,
      organisationId,
      act: "duty.revoked",
      subject: { kind: "person", id: userId },
      before: { role, validFrom, validUntil },
      after: null,
      reason,
    });
    return ok();
  });
}
