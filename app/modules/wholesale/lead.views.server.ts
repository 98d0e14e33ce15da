import { invariant } from "~/kernel/invariant";
import { maskMobilesIn, maskName, maskPhone } from "~/kernel/masking";
import { pageOf } from "~/kernel/page";
import type { Locale } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { HeardFrom, LeadEventKind, LeadState } from "./lead";

export const MOST_DESK_LEADS = 50;

/** Where a lead came from, for the desk: the host's link, and the live session it was made for. */
export interface LeadSource {
  readonly hostName: string;
  readonly linkCode: string;
  readonly sessionName: string | null;
}

/** What a lead says, for whoever may read it. */
interface LeadFacts {
  readonly number: string;
  readonly state: LeadState;
  readonly variety: string;
  readonly grade: string;
  readonly grams: Grams;
  /** YYYY-MM-DD */
  readonly neededFrom: string;
  /** YYYY-MM-DD */
  readonly neededUntil: string;
  readonly region: string;
  readonly offerName: string | null;
  readonly offerSlug: string | null;
  readonly company: string;
  readonly contact: string;
  readonly phone: string;
  readonly createdAt: Date;
}

/** A lead in the desk's list. Who wrote it is hidden: see `masked`. */
export interface DeskLead extends LeadFacts {
  readonly id: string;
  readonly masked: boolean;
  readonly heardFrom: HeardFrom;
  readonly source: LeadSource | null;
  readonly nextStep: string | null;
  readonly nextStepOn: string | null;
}

export interface LeadEventView {
  readonly kind: LeadEventKind;
  readonly at: Date;
  /** who did it at the cooperative, null for the buyer */
  readonly by: string | null;
  readonly body: string;
  /** whether the buyer sees it */
  readonly shown: boolean;
}

export interface DeskLeadPage extends DeskLead {
  /** hidden with the contact until the lead is opened: buyers write their address into it */
  readonly note: string;
  readonly events: readonly LeadEventView[];
}

/** What the buyer sees behind the link sent after asking. */
export interface BuyerLead extends LeadFacts {
  readonly note: string;
  readonly cooperative: { readonly slug: string; readonly name: string; readonly servicePhone: string };
  readonly events: readonly Omit<LeadEventView, "by" | "shown">[];
}

const LEAD = `l.id, l.number, l.state, l.variety, l.grade, l.grams, l.needed_from AS "neededFrom",
  l.needed_until AS "neededUntil", l.region ->> $1 AS region, p.name ->> $1 AS "offerName", o.slug AS "offerSlug",
  l.company, l.contact, l.phone, l.created_at AS "createdAt"`;
const DESK_LEAD = `${LEAD}, l.heard_from AS "heardFrom", l.next_step AS "nextStep", l.next_step_on AS "nextStepOn",
  CASE WHEN link.id IS NOT NULL THEN json_build_object('hostName', h.name ->> $1, 'linkCode', link.code,
    'sessionName', s.name ->> $1) END AS source`;
const OFFER_OF_LEAD = `LEFT JOIN wholesale_offer o ON o.id = l.offer_id LEFT JOIN product p ON p.id = o.product_id`;
const SOURCE_OF_LEAD = `LEFT JOIN share_link link ON link.id = l.link_id LEFT JOIN host h ON h.id = l.host_id
  LEFT JOIN live_session s ON s.id = l.session_id`;

type DeskRow = Omit<DeskLead, "masked">;

const selectLeads = statement<
  [locale: Locale, cooperativeId: string, beforeAt: Date | null, beforeId: string | null, limit: number],
  DeskRow
>(
  "wholesale.deskLeads",
  `SELECT ${DESK_LEAD} FROM lead l ${OFFER_OF_LEAD} ${SOURCE_OF_LEAD}
    WHERE l.cooperative_id = $2
      AND ($3::timestamptz IS NULL OR (l.created_at, l.id) < ($3, $4::uuid))
    ORDER BY l.created_at DESC, l.id DESC LIMIT $5`,
);

const countNew = statement<[cooperativeId: string], { readonly count: number }>(
  "wholesale.countNewLeads",
  "SELECT count(*)::int AS count FROM lead WHERE cooperative_id = $1 AND state = 'new'",
);

/**
 * Who asks is hidden until somebody looks, and hidden again a while later. A company's name is as telling as a person's
 * as long as nobody took the lead on; after that the desk must know whom it talks about.
 */
function masked<Row extends DeskRow>(
  row: Row,
  shown: ReadonlySet<string>,
): Row & { readonly masked: boolean } {
  if (shown.has(row.number)) return { ...row, masked: false };
  return {
    ...row,
    masked: true,
    company: row.state === "new" ? maskName(row.company) : row.company,
    contact: maskName(row.contact),
    phone: maskPhone(row.phone),
  };
}

/** A cooperative's leads, newest first, with all contacts hidden. */
export async function deskLeads(
  tx: Tx,
  input: {
    readonly cooperativeId: string;
    readonly locale: Locale;
    readonly after?: { readonly at: Date; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<{
  readonly leads: readonly DeskLead[];
  readonly next: { readonly at: Date; readonly id: string } | null;
}> {
  const { cooperativeId, locale, after, limit } = input;
  invariant(limit >= 1 && limit <= MOST_DESK_LEADS, `a desk page has 1 to ${MOST_DESK_LEADS} leads`);
  const rows = await tx.run(selectLeads, [
    locale,
    cooperativeId,
    after?.at ?? null,
    after?.id ?? null,
    limit + 1,
  ]);
  const { shown, next } = pageOf(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
  return { leads: shown.map((row) => masked(row, NOBODY)), next };
}

/** How many leads nobody has opened yet. */
export async function newLeadCount(tx: Tx, cooperativeId: string): Promise<number> {
  const [row] = await tx.run(countNew, [cooperativeId]);
  return row?.count ?? 0;
}

const countDue = statement<[cooperativeId: string, today: string], { readonly count: number }>(
  "wholesale.countDueSteps",
  `SELECT count(*)::int AS count FROM lead
    WHERE cooperative_id = $1 AND state IN ('opened', 'answered') AND next_step_on <= $2::date`,
);

/** How many open leads have a next step that was promised for today (YYYY-MM-DD) or earlier. */
export async function dueStepCount(tx: Tx, cooperativeId: string, today: string): Promise<number> {
  const [row] = await tx.run(countDue, [cooperativeId, today]);
  return row?.count ?? 0;
}

interface EventJson extends Omit<LeadEventView, "at"> {
  readonly at: string;
}

function eventsOf(onlyShown: boolean): string {
  return `(SELECT coalesce(json_agg(json_build_object('kind', e.kind, 'at', e.at, 'by', u.display_name,
      'body', e.body, 'shown', e.shown) ORDER BY e.at, e.id), '[]')
    FROM lead_event e LEFT JOIN users u ON u.id = e.user_id
   WHERE e.lead_id = l.id ${onlyShown ? "AND e.shown" : ""}) AS events`;
}

const selectLead = statement<
  [locale: Locale, cooperativeId: string, number: string],
  DeskRow & { readonly note: string; readonly events: readonly EventJson[] }
>(
  "wholesale.deskLead",
  `SELECT ${DESK_LEAD}, l.note, ${eventsOf(false)}
     FROM lead l ${OFFER_OF_LEAD} ${SOURCE_OF_LEAD}
    WHERE l.cooperative_id = $2 AND l.number = $3`,
);

const NOBODY: ReadonlySet<string> = new Set();

/**
 * One lead of a cooperative with everything that happened to it. `shown`: whoever asks looked behind the mask just now,
 * and it is written down.
 */
export async function deskLead(
  tx: Tx,
  input: {
    readonly cooperativeId: string;
    readonly number: string;
    readonly locale: Locale;
    readonly shown: ReadonlySet<string>;
  },
): Promise<DeskLeadPage | undefined> {
  const [row] = await tx.run(selectLead, [input.locale, input.cooperativeId, input.number]);
  if (!row) return undefined;
  const events = row.events.map((event) => ({ ...event, at: new Date(event.at) }));
  const lead = masked({ ...row, events }, input.shown);
  if (!lead.masked) return lead;
  const told = events.map((event) => ({ ...event, body: maskMobilesIn(event.body) }));
  return { ...lead, note: "", events: told };
}

const selectByToken = statement<
  [locale: Locale, tokenHash: Uint8Array],
  Omit<BuyerLead, "events"> & { readonly events: readonly EventJson[] }
>(
  "wholesale.leadByToken",
  `SELECT ${LEAD}, l.note, ${eventsOf(true)},
          json_build_object('slug', c.slug, 'name', c.name ->> $1, 'servicePhone', c.service_phone) AS cooperative
     FROM lead l ${OFFER_OF_LEAD} JOIN cooperative c ON c.id = l.cooperative_id
    WHERE l.token_hash = $2`,
);

/** The lead behind a buyer's link, with the answers meant for the buyer and no names of staff. */
export async function leadByToken(
  tx: Tx,
  input: { readonly tokenHash: Uint8Array; readonly locale: Locale },
): Promise<BuyerLead | undefined> {
  const [row] = await tx.run(selectByToken, [input.locale, input.tokenHash]);
  if (!row) return undefined;
  return {
    ...row,
    events: row.events.map(({ kind, at, body }) => ({ kind, at: new Date(at), body })),
  };
}
