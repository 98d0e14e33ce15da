import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BenchMarket } from "./bench-market";
import { type BenchRow, compare, type Measured, rounded } from "./figures";
import type { LoadOrder } from "./load-orders";
import { makePhotographs } from "./photographs";
import { type Helper, type Load, type PortalRun, type SharpRun, startPortal, startSharp } from "./processes";
import { makeManager, signIn } from "./sign-in";

const AT_ONCE = 20;
/** Each is sent several times, marked anew: making one takes longer than working it off. */
const DIFFERENT = 4;
/** Each takes a quarter of a minute and more, on either side. */
const ROUNDS = 3;
const WITHIN_MS = 180_000;

type Upload = Extract<LoadOrder, { kind: "uploads" }>["uploads"][number];

/** Twenty photographs at once through a desk's door, against sharp alone making the same renditions of them. */
export async function benchUploads(
  databaseUrl: string,
  load: Load,
  market: BenchMarket,
): Promise<BenchRow[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "gongfu-bench-photographs-"));
  const userId = await makeManager(databaseUrl, market);
  const portal = await startPortal(databaseUrl);
  const sharp = startSharp();
  try {
    const files = await makePhotographs(folder, DIFFERENT);
    const cookie = await signIn(portal.port, userId);
    return await measure({ portal, sharp, load, market, files, cookie });
  } finally {
    await Promise.all([portal.stop(), sharp.stop()]);
    await rm(folder, { recursive: true, force: true });
  }
}

interface Uploading {
  readonly portal: PortalRun;
  readonly sharp: SharpRun;
  readonly load: Load;
  readonly market: BenchMarket;
  readonly files: readonly string[];
  readonly cookie: string;
}

async function measure({ portal, sharp, load, market, files, cookie }: Uploading): Promise<BenchRow[]> {
  let turn = 0;
  const rate = await compare({
    id: "media.upload",
    unit: "photos/s",
    goal: null,
    rounds: ROUNDS,
    subject: withCpu(portal, async () => {
      const uploads = uploadsOf(market, files, turn);
      turn += 1;
      const order = { kind: "uploads", port: portal.port, cookie, uploads, milliseconds: WITHIN_MS } as const;
      return (await load.run(order)).milliseconds;
    }),
    floor: withCpu(sharp, () =>
      sharp.render({ paths: uploadsOf(market, files, 0).map(({ file }) => file) }, WITHIN_MS),
    ),
  });
  const [value, floor] = [await portal.peakMegabytes(), await sharp.peakMegabytes()];
  if (value === undefined || floor === undefined) return [rate];
  const ratio = Math.round((value / floor) * 1000) / 1000;
  const memory = { value: rounded(value), unit: "MB", floor: rounded(floor), ratio, goal: null };
  return [rate, { id: "media.upload.memory", ...memory }];
}

function withCpu(process: Helper, work: () => Promise<number>): () => Promise<Measured> {
  return async () => {
    const before = await process.cpu();
    const rate = (AT_ONCE / (await work())) * 1000;
    const after = await process.cpu();
    if (before === undefined || after === undefined) return { rate };
    return { rate, cpuEach: (after - before) / AT_ONCE };
  };
}

/** Spread over the listings, none of which takes more than a few. */
function uploadsOf({ goods, markets }: BenchMarket, files: readonly string[], turn: number): Upload[] {
  return Array.from({ length: AT_ONCE }, (_, number) => {
    const at = (turn * AT_ONCE + number) % goods.length;
    const [listing, place] = [goods[at], markets[at % markets.length]];
    const file = files[number % files.length];
    if (!listing || !place || !file) throw new Error("there is nothing to photograph");
    const address = `/coop/${place.cooperativeSlug}/products/${listing.productId}/photos/upload`;
    return { file, path: address, mark: `${turn} ${number}` };
  });
}
