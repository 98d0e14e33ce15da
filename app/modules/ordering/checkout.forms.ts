import { z } from "zod";
import { MOBILE_PATTERN, plainMobile } from "~/kernel/mobile";
import { MAX_NOTE_LENGTH, MAX_RECIPIENT_LENGTH, MAX_STREET_LENGTH } from "./checkout-terms";

/** Control characters would break waybills and exports. */
const printable = (text: string) => !/\p{Cc}/u.test(text);

const mobile = z.string().transform(plainMobile).pipe(z.string().regex(MOBILE_PATTERN, "phone"));

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

/** What a buyer may put right of an order alone. The region stays: the freight was paid for it. */
export const addressForm = checkoutForm.pick({ recipient: true, phone: true, street: true, note: true });

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
