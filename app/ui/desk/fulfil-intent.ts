/** The steps of a parcel that staff mark, as the buttons send them. */
export const FULFIL_INTENTS = ["pack", "ship", "deliver"] as const;
export type FulfilIntent = (typeof FULFIL_INTENTS)[number];

export function isFulfilIntent(text: string): text is FulfilIntent {
  return (FULFIL_INTENTS as readonly string[]).includes(text);
}
