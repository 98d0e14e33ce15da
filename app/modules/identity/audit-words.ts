/**
 * What the audit log can say somebody did. A new one is a line here, in the order of the alphabet, and its words in
 * the catalogues `audit.json` under `acts`; a test asks for them.
 */
export const RECORDED_ACTS = [
  "certificate.issued",
  "certificate.voided",
  "duty.accepted",
  "duty.revoked",
  "duty.termSet",
  "household.added",
  "household.changed",
  "intake.cancelled",
  "intake.confirmed",
  "intake.weighed",
  "intake.weighedAnew",
  "invitation.sent",
  "invitation.withdrawn",
  "lead.answered",
  "lead.closed",
  "lead.nextStepSet",
  "lead.opened",
  "order.cancelled",
  "order.delivered",
  "order.packed",
  "order.refundAsked",
  "order.shipped",
  "plot.added",
  "product.approved",
  "product.changeScheduled",
  "product.changesAsked",
  "product.created",
  "product.photosChanged",
  "product.published",
  "product.saved",
  "product.scheduleCancelled",
  "product.submitted",
  "product.unpublished",
  "product.versionDiscarded",
  "product.withdrawn",
  "productionRecord.added",
  "productionRecord.struck",
  "sku.priceSet",
  "sku.stockChanged",
] as const;
export type RecordedAct = (typeof RECORDED_ACTS)[number];

/** Kinds of things that change: a line here and its word under `subjects`. */
export const SUBJECT_KINDS = [
  "certificate",
  "household",
  "intake",
  "invitation",
  "lead",
  "order",
  "person",
  "product",
  "sku",
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];
