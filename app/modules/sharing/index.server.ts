/** The sharing module for the server: who gets which fen of a sale, and whose link brought the buyer. */
export {
  ATTRIBUTION_WINDOW_MS,
  type AttributedProduct,
  hostOfLine,
  type TouchOfLink,
  winningTouch,
} from "./attribution";
export { endLinksOf } from "./closing.store.server";
export { dropTouches, forgetTouches, ownTouches } from "./forgetting.store.server";
export { type HostHeader, type HostLink, hostHeader, hostLinks } from "./host-links.views.server";
export {
  findLink,
  insertLink,
  insertTouch,
  type NewShareLink,
  type NewTouch,
  type ShareLink,
  touchesOfVisitor,
} from "./link.store.server";
export {
  type ComputedLeg,
  checkPlan,
  computeLegs,
  type HostOfLine,
  LEG_KINDS,
  type LegKind,
  type LowestPermitted,
  type PlanBelowZero,
  type PlanLeg,
  type PlanLegRepeated,
  type PlanOverWhole,
  type SharedLine,
} from "./plan";
export { type NewPlanVersion, readPlanLegs, savePlanVersion } from "./plan-version.store.server";
export { refundedParts, splitRefund } from "./refund";
