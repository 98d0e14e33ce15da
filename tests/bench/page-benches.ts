import { type BenchRow, compare, type Measured } from "./figures";
import { HttpConnection } from "./http-connection";
import { type Helper, type Load, startFloor, startPortal } from "./processes";

const CONNECTIONS = 16;
const MILLISECONDS = 1000;

/** What the portal adds to every answer by itself in a bare server, too. */
const SET_BY_NODE = new Set(["date", "connection", "keep-alive"]);

export interface PageBench {
  readonly id: string;
  readonly path: string;
}

export const CACHED_PAGES: readonly PageBench[] = [
  { id: "page.home.cached", path: "/" },
  { id: "page.list.cached", path: "/products" },
  { id: "page.product.cached", path: "/products/goods-3" },
];

type Server = Helper & { readonly port: number };

function readPages(
  load: Load,
  server: Server,
  path: string,
  acceptEncoding: string,
): () => Promise<Measured> {
  const order = { kind: "pages", port: server.port, path, acceptEncoding } as const;
  return async () => {
    const before = await server.cpu();
    const report = await load.run({ ...order, connections: CONNECTIONS, milliseconds: MILLISECONDS });
    const after = await server.cpu();
    const rate = (report.done / report.milliseconds) * 1000;
    if (before === undefined || after === undefined) return { rate };
    return { rate, cpuEach: (after - before) / report.done };
  };
}

/** A page that is kept, against a bare server that gives the same bytes under the same headers. */
export async function benchCached(
  databaseUrl: string,
  load: Load,
  { id, path }: PageBench,
): Promise<BenchRow> {
  const portal = await startPortal(databaseUrl);
  try {
    // Twice: what is kept may only then be in its final form.
    await keptAnswer(portal.port, path);
    const floor = await startFloor({ kind: "bytes", ...(await keptAnswer(portal.port, path)) });
    const row = await compare({
      id,
      unit: "requests/s",
      goal: 0.7,
      subject: readPages(load, portal, path, "br"),
      floor: readPages(load, floor, path, "br"),
    });
    await floor.stop();
    return row;
  } finally {
    await portal.stop();
  }
}

async function keptAnswer(port: number, path: string) {
  const connection = new HttpConnection(port);
  const answer = await connection.send(
    `GET ${path} HTTP/1.1\r\nhost: localhost:${port}\r\naccept-encoding: br\r\n\r\n`,
  );
  connection.close();
  if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}`);
  const head = answer.head
    .split("\r\n")
    .slice(1)
    .filter((line) => line !== "")
    .map((line): [string, string] => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)])
    .filter(([name]) => !SET_BY_NODE.has(name.toLowerCase()));
  return { head, body: answer.body.toString("base64") };
}

/**
 * The list through loader, Remix, React and the page server, under addresses that nobody asked for before, against
 * React alone streaming the same tree with its data at hand.
 */
export async function benchUncached(databaseUrl: string, load: Load): Promise<BenchRow[]> {
  const portal = await startPortal(databaseUrl);
  try {
    const floor = await startFloor({ kind: "tree", databaseUrl, path: "/products" });
    const floorRate = readPages(load, floor, "/products", "");
    const path = "/products?seen={n}";
    const rows = [
      await compare({
        id: "page.list.uncached",
        unit: "requests/s",
        goal: 0.5,
        subject: readPages(load, portal, path, ""),
        floor: floorRate,
      }),
      await compare({
        id: "page.list.uncached.br",
        unit: "requests/s",
        goal: 0.5,
        subject: readPages(load, portal, path, "br"),
        floor: floorRate,
      }),
    ];
    await floor.stop();
    return rows;
  } finally {
    await portal.stop();
  }
}
