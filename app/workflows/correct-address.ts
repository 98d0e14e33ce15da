import { newId } from "~/kernel/ids";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import { orderInSight, recordChange } from "~/modules/identity/index.server";
import {
  type Address,
  type AddressTooLate,
  checkAddressOpen,
  deskTag,
  lockAddress,
  noteEvents,
  type OrderUnknown,
  writeAddress,
} from "~/modules/ordering/index.server";
import type { Db } from "~/platform/db/db.server";

/** Somebody at the desk has the old address on the screen and may be writing it on a parcel. */
export interface AddressInHands extends Refusal<"AddressInHands"> {
  readonly until: Date;
}

export interface CorrectAddress {
  /** The door has made sure that it is the buyer's. */
  readonly orderId: string;
  /** null for who bought without an account */
  readonly userId: string | null;
  readonly address: Address;
  readonly now: Date;
}

export type CorrectAddressRefusal = OrderUnknown | AddressTooLate | AddressInHands;

const FIELDS = ["recipient", "phone", "street", "note"] as const satisfies readonly (keyof Address)[];

/**
 * The buyer puts right where an order goes (个人信息保护法 art 46), until it is packed. Whoever packs has either not seen the
 * old address or the correction is refused: packing and looking behind the mask wait for the order's lock as this does. The
 * timeline tells both sides that it was corrected, the log which fields; neither says what they were.
 */
export function correctAddress(
  { db }: { readonly db: Db },
  { orderId, userId, address, now }: CorrectAddress,
): Promise<Result<void, CorrectAddressRefusal>> {
  return db.transaction(async (tx): Promise<Result<void, CorrectAddressRefusal>> => {
    const order = await lockAddress(tx, orderId);
    if (!order) return refuse({ code: "OrderUnknown" });
    const open = checkAddressOpen(order.state);
    if (!open.ok) return open;
    const corrected = FIELDS.filter((field) => order[field] !== address[field]);
    if (corrected.length === 0) return ok();
    const { number, cooperativeId } = order;
    const until = await orderInSight(tx, { organisationId: cooperativeId, number, now });
    if (until) return refuse({ code: "AddressInHands", until });
    await writeAddress(tx, orderId, address);
    await noteEvents(tx, [{ id: newId(now), orderId, kind: "addressCorrected", data: {} }], now, userId);
    // Not in the cooperative's log: it would name the buyer to everybody who reads it.
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: null,
      act: "order.addressCorrected",
      subject: { kind: "order", id: number },
      before: null,
      after: { corrected },
      reason: null,
    });
    tx.dropPagesSoon([deskTag(cooperativeId)]);
    return ok();
  });
}
