import { cpus, loadavg } from "node:os";

/** One measured thing, as `--out` writes it. `ratio` is value against floor; `goal` is a ratio where there is a floor. */
export interface BenchRow {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  readonly floor: number | null;
  readonly ratio: number | null;
  readonly goal: number | null;
  /** Milliseconds of one core for each piece, of subject and floor; told to the reader, not written to the file. */
  readonly cpu?: { readonly value: number; readonly floor: number | undefined };
}

/** What one measurement gave: pieces a second, and what each cost the serving process in milliseconds of a core. */
export interface Measured {
  readonly rate: number;
  readonly cpuEach?: number;
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
  readonly goal: number | null;
  /** Five where a round is short. */
  readonly rounds?: number;
  /** Each call measures once. */
  readonly subject: () => Promise<Measured>;
  readonly floor: () => Promise<Measured>;
}

const ROUNDS = 5;

/**
 * Subject and floor in alternation, so that a neighbour's load meets both alike. The ratio is the median of the
 * rounds' own ratios, not the ratio of medians: each round compares what was measured side by side.
 */
export async function compare(bench: Compared): Promise<BenchRow> {
  const { id, unit, goal, subject, floor, rounds: count = ROUNDS } = bench;
  await floor();
  await subject();
  const rounds: { value: Measured; floor: Measured }[] = [];
  for (let round = 0; round < count; round += 1) {
    const floorFirst = round % 2 === 0;
    const before = floorFirst ? await floor() : await subject();
    const after = floorFirst ? await subject() : await floor();
    rounds.push(floorFirst ? { value: after, floor: before } : { value: before, floor: after });
  }
  return {
    id,
    value: rounded(median(rounds.map((round) => round.value.rate))),
    unit,
    floor: rounded(median(rounds.map((round) => round.floor.rate))),
    ratio: Math.round(median(rounds.map((round) => round.value.rate / round.floor.rate)) * 1000) / 1000,
    goal,
    ...cpuOf(rounds),
  };
}

function cpuOf(rounds: readonly { value: Measured; floor: Measured }[]): Pick<BenchRow, "cpu"> {
  const each = (of: "value" | "floor") => rounds.flatMap((round) => round[of].cpuEach ?? []);
  const [value, floor] = [each("value"), each("floor")];
  return value.length === 0 ? {} : { cpu: { value: median(value), floor: median(floor) } };
}

/** Three digits are all that such a measurement gives. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

export const HEADING = row("what", "value", "unit", "floor", "ratio", "goal", "cpu ms each");

export function line({ id, value, unit, floor, ratio, goal, cpu }: BenchRow): string {
  const met = goal === null ? "" : `${goal}${(ratio ?? value) >= goal ? "" : " not met"}`;
  const spent = cpu ? [cpu.value, cpu.floor].flatMap((each) => each?.toFixed(2) ?? []).join(" : ") : "";
  const [base, share] = [floor === null ? "" : String(floor), ratio?.toFixed(2) ?? ""];
  return row(id, String(value), unit, base, share, met, spent);
}

function row(
  id: string,
  value: string,
  unit: string,
  floor: string,
  ratio: string,
  ...rest: string[]
): string {
  const [goal = "", cpu = ""] = rest;
  return [
    id.padEnd(28),
    value.padStart(8),
    unit.padEnd(11),
    floor.padStart(8),
    ratio.padStart(6),
    goal.padEnd(12),
    cpu,
  ]
    .join("  ")
    .trimEnd();
}

/** What a reader of the figures should know about the machine. */
export function machine(): string {
  const [load = 0] = loadavg();
  return `${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}), Node ${process.versions.node}, load ${load.toFixed(1)}`;
}
