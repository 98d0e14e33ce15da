import { cryptoRandom } from "~/kernel/ids";
import type { Delivery } from "~/modules/intake/index.server";
import type { Db } from "~/platform/db/db.server";
import { confirmSlip } from "~/workflows/confirm-slip";
import { keepHousehold } from "~/workflows/keep-household";
import { weighDelivery } from "~/workflows/weigh-delivery";
import { value } from "./sale-ground";

/** A signature that is one. */
export const SIGNATURE = `M10 20${"L30 40L50 60".repeat(5)}`;

/** In these tests the code of a slip is its amount. */
export const codeFits = (agreed: string, code: string) => JSON.parse(agreed).at(-1) === code;

export type Wish = Pick<Delivery, "householdId" | "productId"> & Partial<Delivery>;

/** The verbs of a cooperative's scale, as a test speaks them. */
export function scale(db: () => Db, cooperativeId: () => string, now: () => Date) {
  const act = () => ({ cooperativeId: cooperativeId(), userId: null, now: now() });
  const deps = () => ({ db: db(), random: cryptoRandom, codeFits });
  const verbs = {
    act,
    deps,
    household: async (member: boolean): Promise<string> => {
      const form = { name: "王秀兰", phone: null, member, demonstration: false };
      return value(await keepHousehold(deps(), { ...act(), householdId: null, form })).householdId;
    },
    /** 100 kg of first grade at 5 yuan a jin unless wished otherwise. */
    tryToWeigh: (wish: Wish, corrects: { number: string; reason: string } | null = null) =>
      weighDelivery(deps(), {
        ...act(),
        corrects,
        delivery: {
          ...{ plotId: null, harvestedOn: "2026-11-20", variety: "阳光玫瑰", specification: "" },
          ...{ grade: "first", unitPrice: 100_000n },
          weighings: [{ grossGrams: 101_000n, tareGrams: 1_000n }],
          ...wish,
        },
      }),
    weigh: async (wish: Wish, corrects: { number: string; reason: string } | null = null) =>
      value(await verbs.tryToWeigh(wish, corrects)),
    sign: (number: string) =>
      confirmSlip(deps(), { ...act(), number, by: { how: "signature", signature: SIGNATURE } }),
    say: (number: string, code: string) =>
      confirmSlip(deps(), { ...act(), number, by: { how: "code", code } }),
  };
  return verbs;
}
