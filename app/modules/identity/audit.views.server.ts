import { maskName } from "~/kernel/masking";
import { pageOf } from "~/kernel/page";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { KeptFields } from "./audit";
import type { RecordedAct, SubjectKind } from "./audit-words";

/** One entry as a page shows it. */
export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  /** null: the portal itself; behind a mask where it is nobody of any desk */
  readonly actor: string | null;
  readonly act: RecordedAct;
  readonly subjectKind: SubjectKind;
  readonly subjectId: string;
  /** what people call the thing, where this module knows it: a person's name, masked as that of the actor */
  readonly subjectName: string | null;
  readonly before: KeptFields | null;
  readonly after: KeptFields | null;
  readonly reason: string | null;
}

export interface AuditSearch {
  /** null: of every organisation and of none */
  readonly organisationId: string | null;
  /** part of the name of whoever did it; empty: anybody */
  readonly person: string;
  readonly act: RecordedAct | null;
  /** part of the beginning of the thing's id or number; empty: anything */
  readonly subject: string;
  /** the first moment that counts */
  readonly since: Date | null;
  /** the first moment that counts no more */
  readonly until: Date | null;
  /** the id of the last entry already seen */
  readonly before: string | null;
  readonly limit: number;
}

/** UUIDv7 ids sort by the millisecond they were born in: the least id of a moment. */
export function leastIdAt(at: Date): string {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-0000-0000-000000000000`;
}

interface Row extends AuditRow {
  readonly actorInOffice: boolean;
  readonly subjectInOffice: boolean;
}

/** Whoever has, or had, a duty acts in it under the own name. The others are buyers, also those who buy wholesale. */
const inOffice = (user: "u" | "s" | "p") =>
  `EXISTS (SELECT FROM role_grant g WHERE g.user_id = ${user}.id AND g.role <> 'buyer')`;

const selectEntries = statement<
  [
    organisationId: string | null,
    person: string,
    act: string | null,
    subject: string,
    leastId: string | null,
    belowId: string | null,
    limit: number,
  ],
  Row
>(
  "identity.auditEntries",
  `SELECT e.id, e.at, u.display_name AS actor, e.act, e.subject_kind AS "subjectKind", e.subject_id AS "subjectId",
          s.display_name AS "subjectName", e.before, e.after, e.reason,
          ${inOffice("u")} AS "actorInOffice", ${inOffice("s")} AS "subjectInOffice"
     FROM audit_entry e
     LEFT JOIN users u ON u.id = e.actor_user_id
     LEFT JOIN users s ON e.subject_kind = 'person' AND s.id::text = e.subject_id
    WHERE ($1::uuid IS NULL OR e.organisation_id = $1)
      AND ($2 = '' OR e.actor_user_id IN (SELECT p.id FROM users p WHERE strpos(p.display_name, $2) > 0 AND ${inOffice("p")}))
      AND ($3::text IS NULL OR e.act = $3)
      AND ($4 = '' OR starts_with(e.subject_id, $4) OR strpos(coalesce(s.display_name, ''), $4) > 0 AND ${inOffice("s")})
      AND ($5::uuid IS NULL OR e.id >= $5)
      AND ($6::uuid IS NULL OR e.id < $6)
    ORDER BY e.id DESC LIMIT $7`,
);

/** As everybody reads it who may read a log: nobody finds a buyer by the name, nor reads it here. */
function masked({ actorInOffice, subjectInOffice, ...entry }: Row): AuditRow {
  const name = (whole: string | null, open: boolean) => (open || !whole ? whole : maskName(whole));
  return {
    ...entry,
    actor: name(entry.actor, actorInOffice),
    subjectName: name(entry.subjectName, subjectInOffice),
  };
}

/** The log, the latest first. Ids stand for moments, so that every search walks one index backwards. */
export async function auditEntries(
  tx: Tx,
  search: AuditSearch,
): Promise<{ readonly entries: readonly AuditRow[]; readonly next: string | undefined }> {
  const { organisationId, person, act, subject, since, until, before, limit } = search;
  const bounds = [before, until && leastIdAt(until)].filter((id) => id !== null).sort();
  const rows = await tx.run(selectEntries, [
    organisationId,
    person,
    act,
    subject,
    since && leastIdAt(since),
    bounds[0] ?? null,
    limit + 1,
  ]);
  const { shown, next } = pageOf(rows, limit, ({ id }) => id);
  return { entries: shown.map(masked), next: next ?? undefined };
}
