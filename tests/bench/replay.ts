import pg from "pg";
import { newId } from "~/kernel/ids";

/** One statement as it went to the database. */
export interface Sent {
  readonly name?: string | undefined;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Ids and order numbers: what differs between two runs of the same work and must be new each time. */
const MADE_UP = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\bD[0-9A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{3}\b/g;

/** Notes everything sent to the database, by any connection of this process, while `work` runs. */
export async function record<T>(
  work: () => Promise<T>,
): Promise<{ readonly sent: Sent[]; readonly result: T }> {
  const sent: Sent[] = [];
  const query = pg.Client.prototype.query;
  const noting = function (this: pg.Client, ...args: unknown[]) {
    const [first, second] = args;
    if (typeof first === "string") sent.push({ text: first, values: Array.isArray(second) ? second : [] });
    else if (isQuery(first))
      sent.push({ name: first.name, text: first.text, values: [...(first.values ?? [])] });
    return (query as (...all: unknown[]) => unknown).apply(this, args);
  };
  pg.Client.prototype.query = noting as typeof query;
  try {
    return { result: await work(), sent };
  } finally {
    pg.Client.prototype.query = query;
  }
}

function isQuery(value: unknown): value is { name?: string; text: string; values?: unknown[] } {
  return typeof value === "object" && value !== null && "text" in value && typeof value.text === "string";
}

/** A run that can be played again: its statements, and which of their words are made up anew each time. */
export interface Recording {
  readonly sent: readonly Sent[];
  readonly madeUp: ReadonlySet<string>;
}

/** What stands in one run and not in the other is made up; everything they share (goods, books, words) stays. */
export function recordingOf(sent: readonly Sent[], other: readonly Sent[]): Recording {
  const elsewhere = new Set(wordsOf(other));
  return { sent, madeUp: new Set(wordsOf(sent).filter((word) => !elsewhere.has(word))) };
}

function wordsOf(sent: readonly Sent[]): string[] {
  return sent.flatMap(({ values }) => JSON.stringify(values, textOfBigint).match(MADE_UP) ?? []);
}

const textOfBigint = (_key: string, value: unknown) => (typeof value === "bigint" ? value.toString() : value);

/**
 * The statements of a recording for another run: the same texts and words, new ids. `known` gives the new words for
 * some of the old ones. Made ahead, so that playing them measures nothing but the database and `pg`.
 */
export function renew(recording: Recording, known: ReadonlyMap<string, string> = new Map()): Sent[] {
  const fresh = new Map(known);
  const renewed = (text: string) =>
    text.replace(MADE_UP, (word) => {
      if (!recording.madeUp.has(word)) return word;
      const made = fresh.get(word) ?? newWord(word);
      fresh.set(word, made);
      return made;
    });
  return recording.sent.map((sent) => ({
    ...sent,
    values: sent.values.map((value) => renewValue(value, renewed)),
  }));
}

function renewValue(value: unknown, renewed: (text: string) => string): unknown {
  if (typeof value === "string") return renewed(value);
  if (Array.isArray(value)) return value.map((each) => renewValue(each, renewed));
  return value;
}

let numbers = 0;

function newWord(old: string): string {
  if (old.length === 36) return newId(new Date());
  numbers += 1;
  return `D00F-${String(numbers)
    .padStart(8, "0")
    .replace(/^(.{4})(.*)$/, "$1-$2")}`;
}

/** Sends statements one after the other over one connection, as somebody would who wrote them by hand. */
export async function play(pool: pg.Pool, statements: readonly Sent[]): Promise<void> {
  const client = await pool.connect();
  try {
    for (const { name, text, values } of statements) {
      await client.query({ ...(name === undefined ? {} : { name }), text, values: [...values] });
    }
  } finally {
    client.release();
  }
}
