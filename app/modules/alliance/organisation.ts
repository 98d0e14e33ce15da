/** What a 共富工坊 mainly does. */
export const WORKSHOP_KINDS = [
  "processing",
  "recruitment",
  "liveCommerce",
  "farmTourism",
  "brand",
  "industry",
] as const;
export type WorkshopKind = (typeof WORKSHOP_KINDS)[number];
