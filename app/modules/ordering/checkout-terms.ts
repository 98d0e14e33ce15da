/** Carriers print about this much of a name and an address on a waybill. */
export const MAX_RECIPIENT_LENGTH = 40;
export const MAX_STREET_LENGTH = 120;
export const MAX_NOTE_LENGTH = 200;

/**
 * The consent lines of the checkout, each with the version of its words. A change of the words is a new version.
 * `terms`: the shop's rules. `shareWithSeller`: name, phone and address go to the cooperative and the carrier
 * (个人信息保护法 art 23). `payAbroad`: the payment is processed outside the mainland (art 39). `freshNoReturn`: fresh
 * goods cannot be returned without reason (消费者权益保护法 art 25); asked only when the cart holds some.
 */
export const CONSENTS = {
  terms: "2026-11",
  shareWithSeller: "2026-11",
  payAbroad: "2026-11",
  freshNoReturn: "2026-11",
} as const;
export type ConsentCode = keyof typeof CONSENTS;

/** Asked of everybody; `freshNoReturn` is added for carts with fresh goods. */
export const CONSENTS_FOR_ALL: readonly ConsentCode[] = ["terms", "shareWithSeller", "payAbroad"];
