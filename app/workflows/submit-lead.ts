import { addMs, DAY_MS, shanghaiDay } from "~/kernel/clock";
import { newNumber, type RandomBytes } from "~/kernel/ids";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import { touchesOfVisitor, winningTouch } from "~/modules/sharing/index.server";
import {
  decideLeadDates,
  insertLead,
  type LeadAddressee,
  type LeadDatesOutOfRange,
  type LeadForm,
  leadAddressee,
  leadsOfPhoneSince,
  MOST_LEADS_A_DAY,
  type NewLead,
  type TooManyLeads,
} from "~/modules/wholesale/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import type { Realtime } from "~/platform/realtime/realtime.server";
import type { Regions } from "~/platform/regions.server";
import type { RegionUnknown } from "./place-order";
import { type EndedMeanwhile, unlessEnded } from "./unless-ended";

export interface SubmitLeadDeps {
  readonly db: Db;
  readonly regions: Pick<Regions, "regionByCode">;
  readonly realtime: Pick<Realtime, "publish">;
  readonly random: RandomBytes;
}

export interface SubmitLead {
  readonly form: LeadForm;
  /** from the cookie that remembers visits through links; null without one */
  readonly visitorId: string | null;
  /** whoever is signed in, so that nobody is the source of their own lead */
  readonly userId: string | null;
  readonly now: Date;
}

export interface SubmittedLead {
  readonly leadId: string;
  /** read aloud on the telephone */
  readonly number: string;
  /** for the buyer's link; kept nowhere else */
  readonly token: string;
}

/** The offer or cooperative asked about is not there, or not open any more. */
export interface OfferGone extends Refusal<"OfferGone"> {}

export type SubmitLeadRefusal =
  | OfferGone
  | RegionUnknown
  | LeadDatesOutOfRange
  | TooManyLeads
  | EndedMeanwhile;

/** What the desks of a cooperative hear when something for them has happened. */
export interface DeskNews {
  readonly cooperativeId: string;
  readonly kind: "lead";
}

const TOKEN_BYTES = 24;

/**
 * Stores a wholesale buyer's request with the host's link that brought the buyer, and tells the cooperative's desks,
 * all when the transaction commits.
 */
export function submitLead(
  deps: SubmitLeadDeps,
  input: SubmitLead,
): Promise<Result<SubmittedLead, SubmitLeadRefusal>> {
  const { form, now } = input;
  const submitting = deps.db.transaction(async (tx): Promise<Result<SubmittedLead, SubmitLeadRefusal>> => {
    const dates = decideLeadDates(form.neededFrom, form.neededUntil, shanghaiDay(now));
    if (!dates.ok) return dates;
    const region = deps.regions.regionByCode(form.regionCode);
    if (!region) return refuse({ code: "RegionUnknown" });
    const addressee = await leadAddressee(tx, form);
    if (!addressee) return refuse({ code: "OfferGone" });
    const sent = await leadsOfPhoneSince(tx, form.phone, addMs(now, -DAY_MS));
    if (sent >= MOST_LEADS_A_DAY) return refuse({ code: "TooManyLeads", most: MOST_LEADS_A_DAY });

    const number = newNumber("lead", deps.random);
    const token = Buffer.from(deps.random(TOKEN_BYTES)).toString("base64url");
    const { offer: _offer, cooperative: _cooperative, tonnes, ...fields } = form;
    const { leadId } = await insertLead(tx, {
      ...fields,
      number,
      token,
      cooperativeId: addressee.cooperativeId,
      offerId: addressee.offerId,
      grams: tonnes,
      region: region.name,
      source: await sourceOf(tx, input, addressee),
      now,
    });
    const news: DeskNews = { cooperativeId: addressee.cooperativeId, kind: "lead" };
    await deps.realtime.publish(tx, "desk_events", JSON.stringify(news));
    return ok({ leadId, number, token });
  });
  return unlessEnded(submitting);
}

/** The winning visit, by the rule that also credits retail sales. */
async function sourceOf(tx: Tx, input: SubmitLead, addressee: LeadAddressee): Promise<NewLead["source"]> {
  if (input.visitorId === null) return null;
  const touches = await touchesOfVisitor(tx, input.visitorId, input.now);
  // A request without an offer is about no product: only links to the cooperative or to everything cover it.
  const about = { productId: addressee.productId ?? "", cooperativeId: addressee.cooperativeId };
  const winner = winningTouch(touches, about, input.userId, input.now);
  return winner ? { linkId: winner.linkId, hostId: winner.hostId, sessionId: winner.sessionId } : null;
}
