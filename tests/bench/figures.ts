import { cpus, loadavg } from "node:os";

/** One measured thing, as `--out` writes it. `ratio` is value against floor; `goal` is a ratio where there is a floor. */
export interface BenchRow {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  readonly floor: number | null;
  readonly ratio: number | null;
  readonly goal: number | null;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  return (upper + lower) / 2;
}

export interface Compared {
  readonly id: string;
  readonly unit: string;
  readonly goal: number;
  /** Measures once and gives the rate. */
  readonly subject: () => Promise<number>;
  readonly floor: () => Promise<number>;
}

const ROUNDS = 5;

/**
 * Subject and floor in alternation, so that a neighbour's load meets both alike. The ratio is the median of the
 * rounds' own ratios, not the ratio of medians: each round compares what was measured side by side.
 */
export async function compare({ id, unit, goal, subject, floor }: Compared): Promise<BenchRow> {
  await floor();
  await subject();
  const rounds: { value: number; floor: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const floorFirst = round % 2 === 0;
    const before = floorFirst ? await floor() : await subject();
    const after = floorFirst ? await subject() : await floor();
    rounds.push(floorFirst ? { value: after, floor: before } : { value: before, floor: after });
  }
  return {
    id,
    value: rounded(median(rounds.map((round) => round.value))),
    unit,
    floor: rounded(median(rounds.map((round) => round.floor))),
    ratio: Math.round(median(rounds.map((round) => round.value / round.floor)) * 1000) / 1000,
    goal,
  };
}

/** Three digits are all that such a measurement gives. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

export const HEADING = row("what", "value", "unit", "floor", "ratio", "goal");

export function line({ id, value, unit, floor, ratio, goal }: BenchRow): string {
  const met = goal === null ? "" : `${goal}${(ratio ?? value) >= goal ? "" : "  not met"}`;
  return row(id, String(value), unit, floor === null ? "" : String(floor), ratio?.toFixed(2) ?? "", met);
}

function row(id: string, value: string, unit: string, floor: string, ratio: string, goal: string): string {
  return [id.padEnd(28), value.padStart(8), unit.padEnd(11), floor.padStart(8), ratio.padStart(6), goal].join(
    "  ",
  );
}

/** What a reader of the figures should know about the machine. */
export function machine(): string {
  const [load = 0] = loadavg();
  return `${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}), Node ${process.versions.node}, load ${load.toFixed(1)}`;
}
