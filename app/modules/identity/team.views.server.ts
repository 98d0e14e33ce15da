import { maskPhone } from "~/kernel/masking";
import { pageOf } from "~/kernel/page";
import type { Locale } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { Role } from "./duties";
import type { OrganisationKind } from "./organisation";

/** A duty as the team's page shows it. */
export interface TeamDuty {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  /** masked; null for a person without one */
  readonly phone: string | null;
  readonly role: Role;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  readonly grantedBy: string | null;
  readonly revokedAt: Date | null;
  readonly revokedBy: string | null;
  readonly revokedReason: string | null;
  readonly runs: boolean;
}

export interface OpenInvitation {
  readonly id: string;
  readonly role: Role;
  /** masked; null: whoever has the link */
  readonly phone: string | null;
  readonly invitedBy: string;
  readonly expiresAt: Date;
}

export interface Team {
  readonly running: readonly TeamDuty[];
  /** the latest first */
  readonly over: readonly TeamDuty[];
  readonly invitations: readonly OpenInvitation[];
}

/** More than any organisation of a county has at one time. */
export const MOST_TEAM_DUTIES = 200;
const MOST_PAST_DUTIES = 20;

const selectDuties = statement<[organisationId: string, now: Date, runs: boolean, limit: number], TeamDuty>(
  "identity.teamDuties",
  `SELECT g.id, g.user_id AS "userId", u.display_name AS name, u.phone, g.role, g.valid_from AS "validFrom",
          g.valid_until AS "validUntil", b.display_name AS "grantedBy", g.revoked_at AS "revokedAt",
          r.display_name AS "revokedBy", g.revoked_reason AS "revokedReason", $3::boolean AS runs
     FROM role_grant g
     JOIN users u ON u.id = g.user_id
     LEFT JOIN users b ON b.id = g.granted_by_user_id
     LEFT JOIN users r ON r.id = g.revoked_by_user_id
    WHERE g.organisation_id = $1
      AND (g.revoked_at IS NULL AND (g.valid_until IS NULL OR g.valid_until > $2)) = $3::boolean
    ORDER BY CASE WHEN $3::boolean THEN 0 ELSE -extract(epoch FROM coalesce(g.revoked_at, g.valid_until)) END, g.id
    LIMIT $4`,
);

const selectInvitations = statement<[organisationId: string, now: Date], OpenInvitation>(
  "identity.openInvitations",
  `SELECT i.id, i.role, i.phone, u.display_name AS "invitedBy", i.expires_at AS "expiresAt"
     FROM invitation i JOIN users u ON u.id = i.invited_by_user_id
    WHERE i.organisation_id = $1 AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > $2
    ORDER BY i.id DESC`,
);

const masked = <Row extends { readonly phone: string | null }>(row: Row): Row => ({
  ...row,
  phone: row.phone && maskPhone(row.phone),
});

/** Who has which duty at an organisation, who had it, and who was asked. */
export async function teamOf(
  tx: Tx,
  { organisationId, now }: { readonly organisationId: string; readonly now: Date },
): Promise<Team> {
  const [running, over, invitations] = await Promise.all([
    tx.run(selectDuties, [organisationId, now, true, MOST_TEAM_DUTIES]),
    tx.run(selectDuties, [organisationId, now, false, MOST_PAST_DUTIES]),
    tx.run(selectInvitations, [organisationId, now]),
  ]);
  return { running: running.map(masked), over: over.map(masked), invitations: invitations.map(masked) };
}

/** What a link's holder is shown: who invites, to what, for how long. */
export interface InvitationCard {
  readonly role: Role;
  readonly kind: OrganisationKind;
  readonly slug: string;
  readonly organisation: string;
  readonly invitedBy: string;
  /** masked */
  readonly phone: string | null;
  readonly validUntil: Date | null;
  readonly expiresAt: Date;
  readonly withdrawnAt: Date | null;
  readonly acceptedAt: Date | null;
}

const selectCard = statement<[tokenHash: Uint8Array, locale: Locale], InvitationCard>(
  "identity.invitationCard",
  `SELECT i.role, o.kind, o.slug, o.name ->> $2 AS organisation, u.display_name AS "invitedBy", i.phone,
          i.valid_until AS "validUntil", i.expires_at AS "expiresAt", i.withdrawn_at AS "withdrawnAt",
          i.accepted_at AS "acceptedAt"
     FROM invitation i
     JOIN organisation o ON o.id = i.organisation_id
     JOIN users u ON u.id = i.invited_by_user_id
    WHERE i.token_hash = $1`,
);

export async function invitationCard(
  tx: Tx,
  { tokenHash, locale }: { readonly tokenHash: Uint8Array; readonly locale: Locale },
): Promise<InvitationCard | undefined> {
  const [card] = await tx.run(selectCard, [tokenHash, locale]);
  return card && masked(card);
}

export interface OrganisationRow {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  /** running duties */
  readonly people: number;
  readonly isClosed: boolean;
}

export const MOST_ORGANISATIONS = 40;

const selectOrganisations = statement<
  [locale: Locale, now: Date, search: string, after: string | null, limit: number],
  OrganisationRow
>(
  "identity.organisations",
  `SELECT o.id, o.kind, o.name ->> $1 AS name,
          (SELECT count(*)::int FROM role_grant g
            WHERE g.organisation_id = o.id AND g.revoked_at IS NULL AND g.valid_from <= $2
              AND (g.valid_until IS NULL OR g.valid_until > $2)) AS people,
          o.closed_at IS NOT NULL AS "isClosed"
     FROM organisation o
    WHERE ($3 = '' OR strpos(o.name ->> $1, $3) > 0) AND ($4::uuid IS NULL OR o.id > $4)
    ORDER BY o.id LIMIT $5`,
);

/** All organisations whose name holds the search, the oldest first, after the one of this id. */
export async function organisations(
  tx: Tx,
  ask: {
    readonly locale: Locale;
    readonly now: Date;
    readonly search: string;
    readonly after: string | null;
  },
): Promise<{ readonly rows: readonly OrganisationRow[]; readonly next: string | undefined }> {
  const rows = await tx.run(selectOrganisations, [
    ask.locale,
    ask.now,
    ask.search,
    ask.after,
    MOST_ORGANISATIONS + 1,
  ]);
  const { shown, next } = pageOf(rows, MOST_ORGANISATIONS, ({ id }) => id);
  return { rows: shown, next: next ?? undefined };
}
