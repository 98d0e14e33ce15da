import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Act, mayEnter } from "~/modules/identity/access";
import { type ServedPortal, servePortal } from "../support/served-portal";
import { fingerprint } from "./fingerprint";
import { type Holdings, makeHoldings, orderOne } from "./holdings";
import { makePerson, type Person } from "./people";

let served: ServedPortal;
let own: Holdings;
let manager: Person;

beforeAll(async () => {
  served = await servePortal(new Date("2026-11-20T02:00:00Z"));
  own = await makeHoldings(served.portal, "own", 0);
  const duty = { role: "coopManager", organisationId: own.organisationId } as const;
  manager = await makePerson(served.portal, { name: "马栓柱", duty });
}, 60_000);
afterAll(() => served.close());

const FORMS: readonly { readonly act: Act; readonly fields: Readonly<Record<string, string>> }[] = [
  { act: "coop.orders.fulfil", fields: { intent: "pack" } },
  { act: "coop.orders.fulfil", fields: { intent: "ship", carrier: "顺丰速运", waybill: "SF1234567890" } },
  { act: "coop.orders.fulfil", fields: { intent: "deliver" } },
  { act: "coop.orders.refund", fields: { intent: "cancel", reason: "地里没了" } },
];

function send(order: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`${served.origin}/coop/${own.slug}/orders/${order}`, {
    method: "POST",
    headers: { cookie: manager.cookie },
    body: new URLSearchParams({ ...fields, number: order }),
    redirect: "manual",
  });
}

const stateOf = async (number: string) =>
  (await served.portal.db.prisma.order.findFirstOrThrow({ where: { number } })).state;

/** Every form of an act that the matrix does not name for the order's state: none of them writes anything. */
async function outOfState(order: string): Promise<readonly string[]> {
  const state = await stateOf(order);
  const scope = { organisationId: own.organisationId, state };
  const tried: string[] = [];
  for (const { act, fields } of FORMS) {
    if (mayEnter(manager.viewer, act, scope)) continue;
    const before = await fingerprint(served.portal.db);
    await (await send(order, fields)).text();
    expect(await fingerprint(served.portal.db), `${fields.intent} while ${state}`).toEqual(before);
    tried.push(`${fields.intent} while ${state}`);
  }
  return tried;
}

describe("an order in a state that the table does not name for an act", () => {
  it("is left as it is, also by its own manager", async () => {
    const tried: string[] = [];
    const { number: unpaid } = await orderOne(served.portal, own.sku, "unpaid");
    tried.push(...(await outOfState(unpaid)));
    for (const intent of ["pack", "ship", "deliver"]) {
      const [step] = FORMS.filter(({ fields }) => fields.intent === intent);
      expect((await send(own.order, step?.fields ?? {})).status, intent).toBe(303);
    }
    expect(await stateOf(own.order)).toBe("delivered");
    tried.push(...(await outOfState(own.order)));
    const { number: gone } = await orderOne(served.portal, own.sku, "gone");
    expect((await send(gone, { intent: "cancel", reason: "地里没了" })).status).toBe(303);
    tried.push(...(await outOfState(gone)));
    const steps = ["pack", "ship", "deliver"];
    expect(tried).toEqual([
      ...steps.map((step) => `${step} while placed`),
      ...steps.map((step) => `${step} while delivered`),
      ...[...steps, "cancel"].map((step) => `${step} while cancelled`),
    ]);
    expect(served.faults).toEqual([]);
  });
});
