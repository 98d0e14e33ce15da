import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { createAccessLog } from "~/http/server/access-log";
import { openLog } from "~/platform/log/log.server";
import { html, startTestServer, type TestServer, type TestServerOptions } from "./http-ground";

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** A server and the lines it wrote, as whoever reads the log sees them. */
async function logged(level: "debug" | "info", render: TestServerOptions["render"]) {
  const lines: Record<string, unknown>[] = [];
  const log = openLog({ level, sink: { write: (line) => void lines.push(JSON.parse(line)) } });
  server = await startTestServer({ render, observe: createAccessLog(log, level === "debug") });
  return { lines, server };
}

const page: TestServerOptions["render"] = async () => html("page");

describe("the access log", () => {
  it("has a line for every write, with its request id and without what was asked for", async () => {
    const { lines, server } = await logged("info", page);
    await server.ask("POST", "/orders?phone=13800138000", { "content-length": "0" });
    await expect.poll(() => lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      level: "info",
      msg: "answered",
      method: "POST",
      path: "/orders",
      status: 200,
      requestId: "request-1",
    });
    expect(lines[0]).toHaveProperty("milliseconds");
    expect(JSON.stringify(lines)).not.toContain("138");
  });

  it("masks a number that somebody put into the path itself", async () => {
    const { lines, server } = await logged("info", page);
    await server.ask("POST", "/orders/13800138000", { "content-length": "0" });
    await expect.poll(() => lines).toHaveLength(1);
    expect(lines[0]?.path).toBe("/orders/138****8000");
  });

  it("never writes down an invitation's token, in whatever language it is opened", async () => {
    const { lines, server } = await logged("info", page);
    await server.ask("POST", "/invite/k3n4k3n4k3n4k3n4k3n4k3n4k3n4k3n4", { "content-length": "0" });
    await server.ask("POST", "/en/invite/k3n4k3n4k3n4k3n4k3n4k3n4k3n4k3n4", { "content-length": "0" });
    await expect.poll(() => lines).toHaveLength(2);
    expect(lines.map((line) => line.path)).toEqual(["/invite/…", "/en/invite/…"]);
  });

  it("is silent about pages that are simply read, unless it is asked for details", async () => {
    const usual = await logged("info", page);
    await usual.server.ask("GET", "/");
    await usual.server.ask("HEAD", "/");
    await pause(50);
    expect(usual.lines).toEqual([]);
    await usual.server.close();
    const detailed = await logged("debug", page);
    await detailed.server.ask("GET", "/");
    await expect.poll(() => detailed.lines.map(({ level }) => level)).toEqual(["debug"]);
  });

  it("warns of a failed answer, and tells of who was turned away", async () => {
    const { lines, server } = await logged("info", () => Promise.reject(new Error("fault")));
    await server.ask("GET", "/");
    await server.ask("PUT", "/");
    await expect
      .poll(() => lines.map(({ level, status }) => [level, status]))
      .toEqual([
        ["warn", 500],
        ["info", 405],
      ]);
  });

  it("tells of a slow answer, but not of a desk that listens for minutes", async () => {
    const slow: TestServerOptions["render"] = async () => {
      await pause(1_050);
      return html("page");
    };
    const { lines, server } = await logged("info", slow);
    await Promise.all([server.ask("GET", "/"), server.ask("GET", "/x", { accept: "text/event-stream" })]);
    await pause(20);
    expect(lines.map(({ level, path }) => [level, path])).toEqual([["info", "/"]]);
  });

  it("says when nobody waited for the answer", async () => {
    const { lines, server } = await logged("debug", async () => {
      await pause(150);
      return html("page");
    });
    const socket = connect(server.port, "127.0.0.1");
    socket.write("GET / HTTP/1.1\r\nhost: shop.test\r\n\r\n");
    await pause(50);
    socket.destroy();
    await expect.poll(() => lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ status: 499, cutShort: true });
  });
});
