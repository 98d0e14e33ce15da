import type { Change, SandboxStore } from "./store";
import { ListedTable, Table } from "./table";
import { TimeHeap } from "./time-heap";
import type {
  BalanceTransaction,
  Charge,
  Delivery,
  PaymentIntent,
  Refund,
  SavedReply,
  Session,
  SessionLines,
  StoredEvent,
} from "./types";

/**
 * Everything the sandbox remembers, with the indexes that keep each request independent of how much that is.
 * Indexes are rebuilt from the records; only records are written down.
 */
export class SandboxState {
  readonly #store: SandboxStore | undefined;
  #unwritten: Change[] = [];
  #written: Promise<void> = Promise.resolve();

  readonly sessions = new ListedTable<Session>(this.#listen("sessions"));
  readonly lines = new Table<SessionLines>(this.#listen("lines"));
  readonly intents = new ListedTable<PaymentIntent>(this.#listen("intents"));
  readonly charges = new Table<Charge>(this.#listen("charges"));
  readonly refunds = new ListedTable<Refund>(this.#listen("refunds"));
  readonly transactions = new ListedTable<BalanceTransaction>(this.#listen("transactions"));
  readonly events = new ListedTable<StoredEvent>(this.#listen("events"));
  readonly deliveries = new Table<Delivery>(this.#listen("deliveries"));
  readonly replies = new Table<SavedReply>(this.#listen("replies"));

  /** Open sessions by the second at which they expire; may name sessions that closed meanwhile. */
  readonly expiries = new TimeHeap();
  /** Ids of events whose news is still to be brought, in the order in which they happened. */
  readonly waiting = new Set<string>();
  readonly #refundsOfCharge = new Map<string, string[]>();
  readonly #sessionOfIntent = new Map<string, string>();

  constructor(store: SandboxStore | undefined) {
    this.#store = store;
  }

  /** Takes in what the store kept. Call once, before anything else. */
  async load(): Promise<void> {
    const changes = (await this.#store?.open(() => this.#everything())) ?? [];
    const tables = new Map<string, Pick<Table<{ id: string }>, "drop" | "takeBack">>(
      Object.entries(this.#tables()),
    );
    for (const { table, id, record } of changes) {
      const target = tables.get(table);
      if (target === undefined) throw new Error(`The sandbox's store names an unknown table, ${table}.`);
      if (record === undefined) target.drop(id);
      else target.takeBack(record);
    }
    this.#unwritten = [];
    for (const session of this.sessions.values()) this.#indexSession(session);
    for (const refund of this.refunds.values()) this.#indexRefund(refund);
    for (const delivery of this.deliveries.values()) this.#indexDelivery(delivery);
  }

  putSession(session: Session): void {
    const known = this.sessions.get(session.id) !== undefined;
    this.sessions.put(session);
    if (!known || session.payment_intent !== null) this.#indexSession(session);
  }

  putRefund(refund: Refund): void {
    const known = this.refunds.get(refund.id) !== undefined;
    this.refunds.put(refund);
    if (!known) this.#indexRefund(refund);
  }

  putDelivery(delivery: Delivery): void {
    this.deliveries.put(delivery);
    this.#indexDelivery(delivery);
  }

  refundsOf(charge: string): Refund[] {
    const ids = this.#refundsOfCharge.get(charge) ?? [];
    return ids.flatMap((id) => this.refunds.get(id) ?? []);
  }

  sessionOf(intent: string): Session | undefined {
    const id = this.#sessionOfIntent.get(intent);
    return id === undefined ? undefined : this.sessions.get(id);
  }

  /**
   * Resolves once every change made so far is safe. An answer that shows a change must wait for this,
   * also when another request made the change.
   */
  durable(): Promise<void> {
    if (this.#store === undefined || this.#unwritten.length === 0) return this.#written;
    const changes = this.#unwritten;
    this.#unwritten = [];
    const earlier = this.#written;
    const now = this.#store.append(changes);
    this.#written = Promise.all([earlier, now]).then(() => undefined);
    return this.#written;
  }

  async close(): Promise<void> {
    await this.durable();
    await this.#store?.close();
  }

  #listen(table: string) {
    return (id: string, record: unknown) => {
      if (this.#store !== undefined) this.#unwritten.push({ table, id, record });
    };
  }

  #tables() {
    const { sessions, lines, intents, charges, refunds, transactions, events, deliveries, replies } = this;
    return { sessions, lines, intents, charges, refunds, transactions, events, deliveries, replies };
  }

  #everything(): Change[] {
    const tables: [string, Iterable<{ readonly id: string }>][] = Object.entries(this.#tables()).map(
      ([name, table]) => [name, table.values()],
    );
    return tables.flatMap(([table, records]) =>
      Array.from(records, (record) => ({ table, id: record.id, record })),
    );
  }

  #indexSession(session: Session): void {
    if (session.status === "open") this.expiries.push(session.expires_at, session.id);
    if (session.payment_intent !== null) this.#sessionOfIntent.set(session.payment_intent, session.id);
  }

  #indexRefund(refund: Refund): void {
    const siblings = this.#refundsOfCharge.get(refund.charge);
    if (siblings === undefined) this.#refundsOfCharge.set(refund.charge, [refund.id]);
    else siblings.push(refund.id);
  }

  #indexDelivery(delivery: Delivery): void {
    if (delivery.state === "waiting") this.waiting.add(delivery.id);
    else this.waiting.delete(delivery.id);
  }
}
