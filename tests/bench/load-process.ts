import { setTimeout as pause } from "node:timers/promises";
import { HttpConnection } from "./http-connection";
import type { LoadAnswer, LoadOrder, LoadReport } from "./load-orders";
import { askUntil, bringInBeside } from "./sheet-sender";
import { goShopping } from "./shopper";
import { upload } from "./uploader";

/** The process that makes load, apart from the server it loads. Works off one order after the other. */
process.on("message", (order: LoadOrder) => {
  work(order).then(
    (report) => answer({ ok: true, report }),
    (fault: unknown) =>
      answer({ ok: false, fault: fault instanceof Error ? (fault.stack ?? "") : String(fault) }),
  );
});

function answer(report: LoadAnswer): void {
  process.send?.(report);
}

async function work(order: LoadOrder): Promise<LoadReport> {
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  const { done, latencies } = await carryOut(order);
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    done,
    milliseconds: performance.now() - startedAt,
    cpuMilliseconds: (user + system) / 1000,
    latencies,
  };
}

async function carryOut(order: LoadOrder): Promise<Pick<LoadReport, "done" | "latencies">> {
  if (order.kind === "pages") return { done: await readPages(order), latencies: [] };
  if (order.kind === "uploads") return { done: await upload(order), latencies: [] };
  if (order.kind === "sheet") return bringInBeside(order);
  if (order.kind === "page") return { done: 1, latencies: await askUntil(order, pause(order.milliseconds)) };
  const latencies = await goShopping(order);
  return { done: latencies.length, latencies };
}

let served = 0;

async function readPages(order: Extract<LoadOrder, { kind: "pages" }>): Promise<number> {
  const until = performance.now() + order.milliseconds;
  const encoding = order.acceptEncoding === "" ? "" : `accept-encoding: ${order.acceptEncoding}\r\n`;
  const [before = "", after] = order.path.split("{n}");
  const rest = ` HTTP/1.1\r\nhost: localhost:${order.port}\r\naccept: text/html\r\n${encoding}\r\n`;
  const same = `GET ${order.path}${rest}`;
  let done = 0;
  const read = async () => {
    const connection = new HttpConnection(order.port);
    while (performance.now() < until) {
      served += 1;
      const { status } = await connection.send(
        after === undefined ? same : `GET ${before}${served}${after}${rest}`,
      );
      if (status !== 200) throw new Error(`${order.path} was answered with ${status}`);
      done += 1;
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: order.connections }, read));
  return done;
}
