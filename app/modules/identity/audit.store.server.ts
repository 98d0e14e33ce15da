import { newId } from "~/kernel/ids";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { type Change, keptChange } from "./audit";

const insertEntry = statement<
  [
    ids: readonly string[],
    at: readonly Date[],
    actorUserIds: readonly (string | null)[],
    organisationIds: readonly (string | null)[],
    acts: readonly string[],
    subjectKinds: readonly string[],
    subjectIds: readonly string[],
    befores: readonly (string | null)[],
    afters: readonly (string | null)[],
    reasons: readonly (string | null)[],
  ],
  never
>(
  "identity.recordChanges",
  `INSERT INTO audit_entry
     (id, at, actor_user_id, organisation_id, act, subject_kind, subject_id, before, after, reason)
   SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[],
                        $8::jsonb[], $9::jsonb[], $10::text[])`,
);

/**
 * Writes one change into the audit log, in the transaction that makes it. A change that changes nothing (both sides
 * given, no field differs) is not written.
 */
export function recordChange(tx: Tx, change: Change): Promise<void> {
  return recordChanges(tx, [change]);
}

/** As `recordChange`, for several changes of one transaction in one statement. */
export async function recordChanges(tx: Tx, changes: readonly Change[]): Promise<void> {
  const rows = changes.flatMap((change) => {
    const kept = keptChange(change);
    return kept ? [{ ...change, ...kept }] : [];
  });
  if (rows.length === 0) return;
  const json = (fields: object | null) => (fields === null ? null : JSON.stringify(fields));
  await tx.run(insertEntry, [
    rows.map((row) => newId(row.at)),
    rows.map((row) => row.at),
    rows.map((row) => row.actorUserId),
    rows.map((row) => row.organisationId),
    rows.map((row) => row.act),
    rows.map((row) => row.subject.kind),
    rows.map((row) => row.subject.id),
    rows.map((row) => json(row.before)),
    rows.map((row) => json(row.after)),
    rows.map((row) => row.reason),
  ]);
}
