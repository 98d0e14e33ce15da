import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { HttpConnection } from "./http-connection";
import type { LoadOrder, LoadReport } from "./load-orders";
import { formOfOneFile } from "./uploader";

type Sheet = Extract<LoadOrder, { kind: "sheet" }>;

/** Often enough to notice a short pause, seldom enough to be no load. */
const EVERY_MS = 4;

/** Brings a sheet in and looks at its report, and meanwhile measures how long somebody else waits for a page. */
export async function bringInBeside(order: Sheet): Promise<Pick<LoadReport, "done" | "latencies">> {
  const bringing = bringIn(order);
  const latencies = await askUntil(order, bringing);
  await bringing;
  return { done: 1, latencies };
}

async function bringIn({ port, cookie, file, path }: Sheet): Promise<void> {
  const connection = new HttpConnection(port);
  const form = { port, cookie, path, field: "sheet", fileName: "sheet.xlsx", accept: "text/html" };
  const { status, head } = await connection.send(formOfOneFile(form, await readFile(file)));
  const report = /\r\nlocation: ([^\r]*)/i.exec(head)?.[1];
  if (status !== 303 || report === undefined) throw new Error(`a sheet was answered with ${status}`);
  const request = `GET ${report} HTTP/1.1\r\nhost: localhost:${port}\r\ncookie: ${cookie}\r\n\r\n`;
  const page = await connection.send(request);
  connection.close();
  if (page.status !== 200 || !page.body.includes("南沟新葡萄"))
    throw new Error("the report does not name rows");
}

/** Asks for a page until something else is done. Returns how long each answer took, in milliseconds. */
export async function askUntil(
  { port, beside }: Pick<Sheet, "port" | "beside">,
  done: Promise<unknown>,
): Promise<number[]> {
  let isOver = false;
  done
    .finally(() => {
      isOver = true;
    })
    .catch(() => undefined);
  const request = `GET ${beside} HTTP/1.1\r\nhost: localhost:${port}\r\naccept: text/html\r\n\r\n`;
  const connection = new HttpConnection(port);
  const latencies: number[] = [];
  while (!isOver) {
    const startedAt = performance.now();
    const { status } = await connection.send(request);
    if (status !== 200) throw new Error(`${beside} was answered with ${status}`);
    latencies.push(performance.now() - startedAt);
    await pause(EVERY_MS);
  }
  connection.close();
  return latencies;
}
