import { createHash } from "node:crypto";
import { newId } from "~/kernel/ids";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { LocalizedText } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import {
  type HeardFrom,
  type LeadEventKind,
  type LeadMove,
  type LeadMoveRefused,
  type LeadState,
  moveLead,
} from "./lead";

/** What the buyer's link carries is a random token; the table holds its SHA-256 only. */
export function leadTokenHash(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}

export interface NewLead {
  readonly number: string;
  readonly token: string;
  readonly cooperativeId: string;
  readonly offerId: string | null;
  readonly variety: string;
  readonly grade: string;
  readonly grams: Grams;
  /** YYYY-MM-DD */
  readonly neededFrom: string;
  readonly neededUntil: string;
  readonly regionCode: string;
  readonly region: LocalizedText;
  readonly company: string;
  readonly contact: string;
  readonly phone: string;
  readonly heardFrom: HeardFrom;
  readonly note: string;
  /** the visit through a host's link that brought the buyer, if one did */
  readonly source: {
    readonly linkId: string;
    readonly hostId: string;
    readonly sessionId: string | null;
  } | null;
  readonly now: Date;
}

export async function insertLead(tx: Tx, lead: NewLead): Promise<{ readonly leadId: string }> {
  const { token, neededFrom, neededUntil, source, now, ...fields } = lead;
  const leadId = newId(now);
  await tx.prisma.lead.create({
    data: {
      ...fields,
      id: leadId,
      tokenHash: leadTokenHash(token),
      state: "new",
      neededFrom: new Date(`${neededFrom}T00:00:00Z`),
      neededUntil: new Date(`${neededUntil}T00:00:00Z`),
      linkId: source?.linkId ?? null,
      hostId: source?.hostId ?? null,
      sessionId: source?.sessionId ?? null,
      createdAt: now,
    },
  });
  await addEvent(tx, { leadId, kind: "submitted", now, userId: null, shown: true, body: "" });
  return { leadId };
}

const countLeads = statement<[phone: string, since: Date], { readonly count: number }>(
  "wholesale.countLeadsOfPhone",
  "SELECT count(*)::int AS count FROM lead WHERE phone = $1 AND created_at >= $2",
);

export async function leadsOfPhoneSince(tx: Tx, phone: string, since: Date): Promise<number> {
  const [row] = await tx.run(countLeads, [phone, since]);
  return row?.count ?? 0;
}

/** No such lead at this cooperative. */
export type LeadNotFound = Refusal<"LeadNotFound">;

interface LockedLead {
  readonly state: LeadState;
  readonly openedByThisUser: boolean;
  readonly answers: number;
}

const lockLead = statement<[leadId: string, cooperativeId: string, userId: string], LockedLead>(
  "wholesale.lockLead",
  `SELECT l.state,
          EXISTS (SELECT FROM lead_event e WHERE e.lead_id = l.id AND e.kind = 'opened' AND e.user_id = $3)
            AS "openedByThisUser",
          (SELECT count(*)::int FROM lead_event e WHERE e.lead_id = l.id AND e.kind = 'answered') AS answers
     FROM lead l WHERE l.id = $1 AND l.cooperative_id = $2 FOR UPDATE`,
);

interface NewLeadEvent {
  readonly leadId: string;
  readonly kind: LeadEventKind;
  readonly now: Date;
  readonly userId: string | null;
  readonly shown: boolean;
  readonly body: string;
}

const insertEvent = statement<
  [
    id: string,
    leadId: string,
    kind: LeadEventKind,
    at: Date,
    userId: string | null,
    shown: boolean,
    body: string,
  ],
  never
>(
  "wholesale.insertLeadEvent",
  "INSERT INTO lead_event (id, lead_id, kind, at, user_id, shown, body) VALUES ($1, $2, $3, $4, $5, $6, $7)",
);

async function addEvent(tx: Tx, event: NewLeadEvent): Promise<void> {
  const { leadId, kind, now, userId, shown, body } = event;
  await tx.run(insertEvent, [newId(now), leadId, kind, now, userId, shown, body]);
}

/** Who at the cooperative acts on which of its leads. */
export interface LeadAct {
  readonly leadId: string;
  readonly cooperativeId: string;
  readonly userId: string;
  readonly now: Date;
}

const writeOpened = statement<[leadId: string, state: LeadState, now: Date, userId: string], never>(
  "wholesale.openLead",
  "UPDATE lead SET state = $2, opened_at = $3, opened_by_user_id = $4 WHERE id = $1",
);

/**
 * Writes into the lead's story that a member of staff looks at the buyer's contact. The first opening changes the lead's
 * state; a colleague's later one is told as well, once per person.
 */
export async function openLead(
  tx: Tx,
  act: LeadAct,
): Promise<Result<{ readonly state: LeadState; readonly first: boolean }, LeadNotFound>> {
  const [lead] = await tx.run(lockLead, [act.leadId, act.cooperativeId, act.userId]);
  if (!lead) return refuse({ code: "LeadNotFound" });
  const opened = moveLead(lead.state, "open");
  if (opened.ok) await tx.run(writeOpened, [act.leadId, opened.value, act.now, act.userId]);
  if (!lead.openedByThisUser) {
    await addEvent(tx, { ...act, kind: "opened", shown: false, body: "" });
  }
  return ok({ state: opened.ok ? opened.value : lead.state, first: opened.ok });
}

const writeState = statement<[leadId: string, state: LeadState], never>(
  "wholesale.writeLeadState",
  "UPDATE lead SET state = $2 WHERE id = $1",
);

const writeNextStep = statement<[leadId: string, nextStep: string | null, on: string | null], never>(
  "wholesale.writeNextStep",
  "UPDATE lead SET next_step = $2, next_step_on = $3::date WHERE id = $1",
);

export type TooManyAnswers = Refusal<"TooManyAnswers"> & { readonly most: number };
type ActRefusal = LeadNotFound | LeadMoveRefused;

async function move(
  tx: Tx,
  act: LeadAct,
  wanted: LeadMove,
): Promise<Result<{ readonly state: LeadState; readonly answers: number }, ActRefusal>> {
  const [lead] = await tx.run(lockLead, [act.leadId, act.cooperativeId, act.userId]);
  if (!lead) return refuse({ code: "LeadNotFound" });
  const moved = moveLead(lead.state, wanted);
  if (!moved.ok) return moved;
  await tx.run(writeState, [act.leadId, moved.value]);
  return ok({ state: moved.value, answers: lead.answers });
}

/** An answer that the buyer reads behind the link. */
export async function answerLead(
  tx: Tx,
  act: LeadAct & { readonly body: string; readonly most: number },
): Promise<Result<LeadState, ActRefusal | TooManyAnswers>> {
  const moved = await move(tx, act, "answer");
  if (!moved.ok) return moved;
  if (moved.value.answers >= act.most) return refuse({ code: "TooManyAnswers", most: act.most });
  await addEvent(tx, { ...act, kind: "answered", shown: true });
  return ok(moved.value.state);
}

/** What the cooperative will do next and on which day (YYYY-MM-DD); for the desk, not for the buyer. */
export async function planNextStep(
  tx: Tx,
  act: LeadAct & { readonly nextStep: string; readonly nextStepOn: string },
): Promise<Result<LeadState, ActRefusal>> {
  const moved = await move(tx, act, "planNextStep");
  if (!moved.ok) return moved;
  await tx.run(writeNextStep, [act.leadId, act.nextStep, act.nextStepOn]);
  await addEvent(tx, { ...act, kind: "nextStep", shown: false, body: `${act.nextStepOn} ${act.nextStep}` });
  return ok(moved.value.state);
}

/** Ends a lead, won or lost. The reason stays with the cooperative. */
export async function closeLead(
  tx: Tx,
  act: LeadAct & { readonly outcome: "win" | "lose"; readonly reason: string },
): Promise<Result<LeadState, ActRefusal>> {
  const moved = await move(tx, act, act.outcome);
  if (!moved.ok) return moved;
  await tx.run(writeNextStep, [act.leadId, null, null]);
  const kind = act.outcome === "win" ? "won" : "lost";
  await addEvent(tx, { ...act, kind, shown: false, body: act.reason });
  return ok(moved.value.state);
}
