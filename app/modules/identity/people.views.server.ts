import type { Locale } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { Role } from "./duties";
import { nameReading } from "./name-reading.server";
import type { OrganisationKind } from "./organisation";

/** Somebody the demo offers to be, with the duties and where each is held. */
export interface DemoPerson {
  readonly userId: string;
  readonly displayName: string;
  /** The name in Latin letters, for who reads English. */
  readonly reading: string | null;
  readonly duties: readonly DemoDuty[];
}

export interface DemoDuty {
  readonly role: Role;
  readonly organisationId: string | null;
  readonly organisationName: string | null;
  /** null: held for the whole portal */
  readonly organisationKind: OrganisationKind | null;
  /** for links: /coop/:slug, /books/:slug, /host; null where the organisation has no address */
  readonly organisationSlug: string | null;
}

const MOST_PEOPLE = 30;

const selectPeople = statement<
  [locale: Locale, now: Date],
  {
    readonly id: string;
    readonly display_name: string;
    readonly duties: readonly DemoDuty[];
  }
>(
  "identity.demoPeople",
  `SELECT u.id, u.display_name,
          coalesce(json_agg(json_build_object(
            'role', g.role,
            'organisationId', g.organisation_id,
            'organisationName', o.name ->> $1,
            'organisationKind', o.kind,
            'organisationSlug', o.slug
          ) ORDER BY g.valid_from, g.id) FILTER (WHERE g.id IS NOT NULL), '[]') AS duties
     FROM users u
     LEFT JOIN role_grant g ON g.user_id = u.id AND g.revoked_at IS NULL AND g.valid_from <= $2
                           AND (g.valid_until IS NULL OR g.valid_until > $2)
     LEFT JOIN organisation o ON o.id = g.organisation_id
    WHERE u.closed_at IS NULL
    GROUP BY u.id
    ORDER BY u.created_at, u.id
    LIMIT ${MOST_PEOPLE}`,
);

/** The people of the demo, oldest first. Only demo mode has an address that asks for them. */
export async function demoPeople(
  tx: Tx,
  input: { readonly locale: Locale; readonly now: Date },
): Promise<DemoPerson[]> {
  const rows = await tx.run(selectPeople, [input.locale, input.now]);
  return rows.map((row) => ({
    userId: row.id,
    displayName: row.display_name,
    reading: input.locale === "en" ? nameReading(row.display_name) : null,
    duties: row.duties,
  }));
}
