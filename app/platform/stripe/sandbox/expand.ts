import type { Core } from "./core";
import { badParameter } from "./errors";
import { listReply } from "./listing";

type Reply = Record<string, unknown>;
type Find = (core: Core, id: string, object: Reply) => Reply | undefined;
/** What kind of object can stand in place of an id, and where it is found. */
interface Expansion {
  readonly gives: string;
  readonly find: Find;
}

/** Stripe expands at most this deep. */
const DEEPEST = 4;

const intent: Expansion = { gives: "payment_intent", find: (core, id) => core.state.intents.get(id) };
const charge: Expansion = { gives: "charge", find: (core, id) => core.state.charges.get(id) };
const transaction: Expansion = {
  gives: "balance_transaction",
  find: (core, id) => core.state.transactions.get(id),
};

const EXPANDABLE: Record<string, Record<string, Expansion>> = {
  "checkout.session": {
    payment_intent: intent,
    line_items: {
      gives: "list",
      find: (core, _, { id }) => {
        const items = core.state.lines.get(String(id))?.items ?? [];
        return listReply(`/v1/checkout/sessions/${id}/line_items`, items, false);
      },
    },
  },
  payment_intent: { latest_charge: charge },
  charge: {
    payment_intent: intent,
    balance_transaction: transaction,
    refunds: {
      gives: "list",
      find: (core, _, { id }) => {
        const refunds = core.state.refundsOf(String(id)).reverse();
        return listReply(`/v1/charges/${id}/refunds`, refunds, false);
      },
    },
  },
  refund: {
    charge,
    payment_intent: intent,
    balance_transaction: transaction,
    failure_balance_transaction: transaction,
  },
  balance_transaction: {
    source: { gives: "charge", find: (core, id) => core.state.charges.get(id) ?? core.state.refunds.get(id) },
  },
};

/** These appear only when asked for; everything else replaces an id that is there. */
const APPEAR = new Set(["line_items", "refunds"]);

/**
 * Refuses paths that lead nowhere from an object of this kind. A write must ask before it writes: a refusal
 * afterwards would deny something that has happened.
 */
export function checkExpansions(kind: string, paths: readonly string[]): void {
  for (const path of paths) {
    let at = kind;
    for (const step of path.split(".")) at = expansion(at, step, path).gives;
  }
}

/** Puts whole objects where `expand[]` asks for them: `payment_intent.latest_charge`, `data.payment_intent` … */
export function expand(core: Core, reply: Reply, paths: readonly string[]): Reply {
  let expanded = reply;
  for (const path of paths) {
    const steps = path.split(".");
    const depth = steps[0] === "data" ? steps.length - 1 : steps.length;
    if (depth > DEEPEST) throw badParameter(`You cannot expand more than ${DEEPEST} levels deep.`, "expand");
    expanded = expandPath(core, expanded, steps, path);
  }
  return expanded;
}

function expandPath(core: Core, object: Reply, steps: readonly string[], path: string): Reply {
  const [step, ...rest] = steps;
  if (step === undefined) return object;
  if (object.object === "list" && step === "data" && Array.isArray(object.data)) {
    return { ...object, data: object.data.map((item: Reply) => expandPath(core, item, rest, path)) };
  }
  const { find } = expansion(String(object.object), step, path);
  const found = findOnce(core, object, step, find);
  return found === undefined ? object : { ...object, [step]: expandPath(core, found, rest, path) };
}

function expansion(kind: string, step: string, path: string): Expansion {
  const found = EXPANDABLE[kind]?.[step];
  if (found === undefined) throw badParameter(`This property cannot be expanded (${path}).`, "expand");
  return found;
}

/** A second path through the same property finds it expanded already. */
function findOnce(core: Core, object: Reply, step: string, find: Find): Reply | undefined {
  const present = object[step];
  if (typeof present === "object" && present !== null) return present as Reply;
  if (typeof present === "string") return find(core, present, object);
  return APPEAR.has(step) ? find(core, "", object) : undefined;
}
