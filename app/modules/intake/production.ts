import { DAY_MS } from "~/kernel/clock";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";

/**
 * What is done on a field and has to be on record (农产品质量安全法 art 27), for two years at least after the harvest: a
 * record is struck out, never deleted.
 */
export const RECORD_KINDS = ["sow", "fertilise", "protect", "irrigate", "pest", "harvest"] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** Kinds that put something on the field, whose name, source and amount are asked for. */
export const NEEDS_INPUT: ReadonlySet<RecordKind> = new Set(["fertilise", "protect"]);

/** Nobody remembers further back. */
export const OLDEST_RECORD_DAYS = 400;
export const LONGEST_INTERVAL_DAYS = 365;

/** A treatment whose safety interval (安全间隔期) was not over when the goods were harvested. */
export type SafetyIntervalRunning = Refusal<"SafetyIntervalRunning"> & {
  readonly input: string;
  /** YYYY-MM-DD, the first day on which harvesting is allowed */
  readonly harvestFrom: string;
};

export interface Treatment {
  readonly input: string;
  /** YYYY-MM-DD */
  readonly doneOn: string;
  readonly intervalDays: number;
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Goods harvested within the interval of a treatment are not taken in (农产品质量安全法 art 26, 36). */
export function decideHarvest(
  treatments: readonly Treatment[],
  harvestedOn: string,
): Result<void, SafetyIntervalRunning> {
  for (const { input, doneOn, intervalDays } of treatments) {
    const harvestFrom = addDays(doneOn, intervalDays);
    if (doneOn <= harvestedOn && harvestedOn < harvestFrom) {
      return refuse({ code: "SafetyIntervalRunning", input, harvestFrom });
    }
  }
  return ok();
}

export type RecordUnknown = Refusal<"RecordUnknown">;
export type RecordDayRefused = Refusal<"RecordDayRefused">;

export function decideRecordDay(doneOn: string, today: string): Result<void, RecordDayRefused> {
  if (doneOn > today || doneOn < addDays(today, -OLDEST_RECORD_DAYS)) {
    return refuse({ code: "RecordDayRefused" });
  }
  return ok();
}
