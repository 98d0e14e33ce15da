/**
 * What the audit log can say somebody did. A new one is a line here, in the order of the alphabet, and its words in
 * the catalogues `audit.json` under `acts`; a test asks for them.
 */
export const RECORDED_ACTS = [
  "certificate.issued",
  "certificate.voided",
  "count.givenUp",
  "count.opened",
  "count.posted",
  "household.added",
  "household.changed",
  "intake.cancelled",
  "intake.confirmed",
  "intake.weighed",
  "intake.weighedAnew",
  "lead.answered",
  "lead.closed",
  "lead.nextStepSet",
  "lead.opened",
  "lot.adjusted",
  "lot.moved",
  "lot.packed",
  "lot.packingUndone",
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
  "product.shelfLifeSet",
  "product.submitted",
  "product.unpublished",
  "product.versionDiscarded",
  "product.withdrawn",
  "productionRecord.added",
  "productionRecord.struck",
  "sku.lowLimitSet",
  "sku.priceSet",
  "sku.stockChanged",
  "sku.stockMoved",
] as const;
export type RecordedAct = (typeof RECORDED_ACTS)[number];

/** Kinds of things that change: a line here and its word under `subjects`. */
export const SUBJECT_KINDS = ["certificate", "count", "household", "intake", "lead", "lot", "order", "product", "sku"] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];
