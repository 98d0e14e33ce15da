export { closeOffersOf } from "./closing.store.server";
export { anonymiseLeads, anonymiseLeadsOfPhone, ownLeads } from "./forgetting.store.server";
export {
  decideLeadDates,
  HEARD_FROM,
  type HeardFrom,
  type LeadDatesOutOfRange,
  type LeadMove,
  type LeadMoveRefused,
  type LeadState,
  leadMovesFrom,
  MOST_ANSWERS,
  MOST_LEADS_A_DAY,
  type TooManyLeads,
} from "./lead";
export { answerForm, closeLeadForm, type LeadForm, leadForm, nextStepForm } from "./lead.forms";
export {
  answerLead,
  closeLead,
  insertLead,
  type LeadAct,
  type LeadNotFound,
  leadsOfPhoneSince,
  leadTokenHash,
  type NewLead,
  openLead,
  planNextStep,
  type TooManyAnswers,
} from "./lead.store.server";
export {
  type BuyerLead,
  type DeskLead,
  type DeskLeadPage,
  deskLead,
  deskLeads,
  dueStepCount,
  type LeadEventView,
  type LeadSource,
  leadByToken,
  MOST_DESK_LEADS,
  newLeadCount,
} from "./lead.views.server";
export {
  type Band,
  bandsOf,
  lowestUnitPrice,
  type NextTierHint,
  nextTier,
  type PriceBasis,
  priceFor,
  type Tier,
} from "./offer";
export { createOffer, type LeadAddressee, leadAddressee, type NewOffer } from "./offer.store.server";
export { type OfferPage, type OfferView, offerPage, wholesaleList } from "./offer.views.server";
