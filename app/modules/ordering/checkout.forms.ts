import { z } from "zod";

/** Mainland mobile numbers: eleven digits, the second from 3 on. */
export const MOBILE_PATTERN = /^1[3-9]\d{9}$/;

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

/** Control characters would break waybills and exports. */
const printable = (text: string) => !/\p{Cc}/u.test(text);

/** What people type around a number: spaces, dashes, the country code. */
const mobile = z
  .string()
  .transform((typed) => typed.replaceAll(/[\s-]/g, "").replace(/^\+?86(?=1\d{10}$)/, ""))
  .pipe(z.string().regex(MOBILE_PATTERN, "phone"));

const ticked = z.literal("on", "consent");

/** Messages are codes; the screens give them words. */
export const checkoutForm = z.object({
  recipient: z
    .string()
    .trim()
    .min(1, "required")
    .max(MAX_RECIPIENT_LENGTH, "tooLong")
    .refine(printable, "unprintable"),
  phone: mobile,
  /** Whether a parcel can be sent there is asked of the list of regions, on the server. */
  regionCode: z.string().regex(/^\d{6}$/, "region"),
  street: z
    .string()
    .trim()
    .min(2, "required")
    .max(MAX_STREET_LENGTH, "tooLong")
    .refine(printable, "unprintable"),
  note: z
    .string()
    .trim()
    .transform((text) => text.replaceAll(/\s+/g, " "))
    .pipe(z.string().max(MAX_NOTE_LENGTH, "tooLong").refine(printable, "unprintable"))
    .default(""),
  terms: ticked,
  shareWithSeller: ticked,
  payAbroad: ticked,
  /** Asked only when the cart holds fresh goods; whether it is missing is decided with the cart at hand. */
  freshNoReturn: ticked.optional(),
  /** The total the buyer was shown, in fen: another one at placing is refused, not charged. */
  shownTotalFen: z
    .string()
    .regex(/^\d{1,15}$/, "total")
    .transform((digits) => BigInt(digits)),
  /** Made when the form was drawn, so that a form sent twice buys once. */
  requestKey: z.uuid("requestKey"),
});

export type CheckoutForm = z.output<typeof checkoutForm>;

/** Finding an order without signing in. */
export const orderLookupForm = z.object({ number: z.string().trim().min(1, "required"), phone: mobile });

/** The cart's buttons. `packs` 0 takes the line out. */
export const cartLineForm = z.object({
  skuId: z.uuid("sku"),
  packs: z.coerce.number().int("packs").min(0, "packs").max(999, "packs"),
});

export const shipOrderForm = z.object({
  carrier: z.string().trim().min(1, "required").max(40, "tooLong").refine(printable, "unprintable"),
  /** Carriers' number shapes overlap and change, so only length and characters are checked. */
  waybill: z
    .string()
    .transform((typed) => typed.replaceAll(/\s/g, "").toUpperCase())
    .pipe(z.string().regex(/^[A-Z0-9-]{6,40}$/, "waybill")),
});

/** Staff name a reason whenever they take a sale back. */
export const cancelOrderForm = z.object({
  reason: z
    .string()
    .trim()
    .min(2, "required")
    .max(MAX_NOTE_LENGTH, "tooLong")
    .refine(printable, "unprintable"),
});
