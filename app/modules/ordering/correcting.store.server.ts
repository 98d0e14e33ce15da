import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { OrderState, Recipient } from "./order";

/** Who a parcel goes to and to which door; the region it was charged for is none of it. */
export type Address = Omit<Recipient, "regionCode" | "region">;

/** An order whose address somebody wants to put right. */
export interface AddressedOrder extends Address {
  readonly number: string;
  readonly cooperativeId: string;
  readonly state: OrderState;
}

const lock = statement<[orderId: string], AddressedOrder>(
  "ordering.lockAddress",
  `SELECT number, cooperative_id AS "cooperativeId", state, recipient, phone, street, note FROM orders
    WHERE id = $1 AND contact_locked_at IS NULL AND contact_erased_at IS NULL FOR UPDATE`,
);

/** The order, locked, so that it is not packed meanwhile; undefined when its address is shown to nobody any more. */
export async function lockAddress(tx: Tx, orderId: string): Promise<AddressedOrder | undefined> {
  return (await tx.run(lock, [orderId]))[0];
}

const read = statement<[orderId: string], Address>(
  "ordering.addressOfOrder",
  `SELECT recipient, phone, street, note FROM orders
    WHERE id = $1 AND contact_locked_at IS NULL AND contact_erased_at IS NULL`,
);

/** The whole address, for the form in which its buyer corrects it; undefined when it is shown to nobody any more. */
export async function addressOfOrder(tx: Tx, orderId: string): Promise<Address | undefined> {
  return (await tx.run(read, [orderId]))[0];
}

const hold = statement<[number: string], never>(
  "ordering.holdAddress",
  "SELECT 1 FROM orders WHERE number = $1 FOR SHARE",
);

/** Until the transaction ends nobody corrects the address of this order, and a correction under way is waited for. */
export async function holdAddress(tx: Tx, number: string): Promise<void> {
  await tx.run(hold, [number]);
}

const write = statement<
  [orderId: string, recipient: string, phone: string, street: string, note: string],
  never
>(
  "ordering.writeAddress",
  "UPDATE orders SET recipient = $2, phone = $3, street = $4, note = $5 WHERE id = $1",
);

/** Writes the corrected address into a locked order. */
export async function writeAddress(tx: Tx, orderId: string, address: Address): Promise<void> {
  await tx.run(write, [orderId, address.recipient, address.phone, address.street, address.note]);
}
