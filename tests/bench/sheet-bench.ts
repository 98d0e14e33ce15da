import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openDb } from "~/platform/db/db.server";
import type { BenchMarket } from "./bench-market";
import { type BenchRow, compare, type Measured, median, rounded } from "./figures";
import { type Helper, type Load, startPortal, startSheetReader } from "./processes";
import { type BenchSheet, makeSheet } from "./sheets";
import { makeManager, signIn } from "./sign-in";

const ROUNDS = 3;
const WITHIN_MS = 120_000;
/** As long as the library takes, or longer. */
const FLOOR_MS = 3000;
/** A page that the portal keeps: what waits for it waits for the one thread that answers. */
const BESIDE = "/products";

/** A sheet of 100,000 cells brought in and its report opened, against the library alone reading the file. */
export async function benchSheets(databaseUrl: string, load: Load, market: BenchMarket): Promise<BenchRow[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "gongfu-bench-sheets-"));
  const file = path.join(folder, "sheet.xlsx");
  const sheet = await writeSheet(databaseUrl, market, file);
  const userId = await makeManager(databaseUrl, market);
  const [portal, reader] = [await startPortal(databaseUrl), startSheetReader()];
  const { port } = portal;
  const beside = { port, beside: BESIDE, milliseconds: WITHIN_MS };
  const longest: { readonly value: number[]; readonly floor: number[] } = { value: [], floor: [] };
  try {
    const cookie = await signIn(port, userId);
    const to = `/coop/${market.markets[0]?.cooperativeSlug}/products/import`;
    const measured = async (work: () => Promise<number>): Promise<Measured> => ({
      rate: (sheet.cells / (await work())) * 1000,
    });
    const rate = await compare({
      id: "sheet.import",
      unit: "cells/s",
      goal: null,
      rounds: ROUNDS,
      subject: () =>
        measured(async () => {
          const report = await load.run({ kind: "sheet", cookie, file, path: to, ...beside });
          longest.value.push(Math.max(...report.latencies));
          return report.milliseconds;
        }),
      floor: () =>
        measured(async () => {
          const taken = reader.read({ path: file }, WITHIN_MS);
          const asked = load.run({ kind: "page", ...beside, milliseconds: FLOOR_MS });
          longest.floor.push(Math.max(...(await asked).latencies));
          return taken;
        }),
    });
    const memory = await memoryRow(portal, reader);
    return [rate, pauseRow(longest), ...memory];
  } finally {
    await Promise.all([portal.stop(), reader.stop()]);
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeSheet(databaseUrl: string, market: BenchMarket, file: string): Promise<BenchSheet> {
  const db = openDb({ url: databaseUrl, maxConnections: 2, onIdleError: () => undefined });
  try {
    const sheet = await makeSheet(db, market.markets[0]?.cooperativeId ?? "");
    await writeFile(file, sheet.bytes);
    return sheet;
  } finally {
    await db.close();
  }
}

/** The longest that anybody else waited for an answer, the middle of the rounds after the first. */
function pauseRow({ value, floor }: { readonly value: number[]; readonly floor: number[] }): BenchRow {
  const [waited, alone] = [median(value.slice(1)), median(floor.slice(1))];
  const ratio = Math.round((waited / alone) * 1000) / 1000;
  const row = { value: rounded(waited), floor: rounded(alone), ratio, goal: null };
  return { id: "sheet.import.pause", unit: "ms", ...row };
}

async function memoryRow(portal: Helper, reader: Helper): Promise<BenchRow[]> {
  const [value, floor] = [await portal.peakMegabytes(), await reader.peakMegabytes()];
  if (value === undefined || floor === undefined) return [];
  const ratio = Math.round((value / floor) * 1000) / 1000;
  return [
    {
      id: "sheet.import.memory",
      unit: "MB",
      value: rounded(value),
      floor: rounded(floor),
      ratio,
      goal: null,
    },
  ];
}
