import { newId } from "~/kernel/ids";
import type { Freshness } from "~/modules/catalog/index.server";
import type { Tx } from "~/platform/db/db.server";
import type { CooperativeData } from "./cooperatives";
import { t } from "./texts";

interface Tariff {
  readonly firstGrams: bigint;
  readonly firstFen: bigint;
  readonly stepFen: bigint;
}

/** Fresh goods travel in boxes of some kilograms, and not for a week. */
const TARIFFS: Readonly<Record<Freshness, { near: Tariff; usual: Tariff; far: Tariff; refused: string[] }>> =
  {
    fresh: {
      near: { firstGrams: 3000n, firstFen: 600n, stepFen: 100n },
      usual: { firstGrams: 3000n, firstFen: 900n, stepFen: 150n },
      far: { firstGrams: 3000n, firstFen: 1600n, stepFen: 300n },
      refused: ["54", "63", "65", "71", "81", "82"],
    },
    keeps: {
      near: { firstGrams: 1000n, firstFen: 500n, stepFen: 80n },
      usual: { firstGrams: 1000n, firstFen: 700n, stepFen: 150n },
      far: { firstGrams: 1000n, firstFen: 1400n, stepFen: 600n },
      refused: ["71", "81", "82"],
    },
  };
const FAR = ["15", "23", "46", "54", "62", "63", "64", "65"];
const STEP_GRAMS = 1000n;

const NAMES = {
  fresh: t("生鲜快递", "Fresh by express"),
  keeps: t("普通快递", "Ordinary parcel"),
} as const;

/** 运费模板: near, far and everywhere else; where fresh goods would arrive spoiled they are not sent. */
export async function writeFreightTemplate(
  tx: Tx,
  cooperative: { readonly cooperativeId: string; readonly near: CooperativeData["near"] },
  freshness: Freshness,
  now: Date,
): Promise<string> {
  const { near, usual, far, refused } = TARIFFS[freshness];
  const remote = FAR.filter((code) => !refused.includes(code) && !cooperative.near.includes(code));
  const zone = (regionPrefixes: readonly string[], tariff: Tariff, isRefused = false) => ({
    id: newId(now),
    regionPrefixes: [...regionPrefixes],
    refused: isRefused,
    firstGrams: tariff.firstGrams,
    firstFen: tariff.firstFen,
    stepGrams: STEP_GRAMS,
    stepFen: tariff.stepFen,
  });
  const id = newId(now);
  await tx.prisma.freightTemplate.create({
    data: {
      id,
      cooperativeId: cooperative.cooperativeId,
      name: NAMES[freshness],
      zones: {
        create: [
          zone(cooperative.near, near),
          zone([""], usual),
          zone(remote, far),
          zone(refused, far, true),
        ],
      },
    },
  });
  return id;
}
