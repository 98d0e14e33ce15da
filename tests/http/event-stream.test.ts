import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { eventStream, type SendEvent } from "~/http/event-stream.server";
import { startTestServer, type TestServer } from "./http-ground";

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** Somebody who sends news, and what he knows of his listener. */
function news() {
  const state = { send: (() => undefined) as SendEvent, stopped: 0 };
  const listen = (send: SendEvent) => {
    state.send = send;
    return () => {
      state.stopped += 1;
    };
  };
  return { state, listen };
}

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200 && !holds(); turn += 1) await pause(10);
  expect(holds()).toBe(true);
}

describe("a desk that listens for news", () => {
  it("gets each event when it happens, uncompressed and unkept, and its leaving is noticed", async () => {
    const { state, listen } = news();
    server = await startTestServer({ render: async (request) => eventStream(request.signal, listen) });
    const socket = connect(server.port, "127.0.0.1");
    let heard = "";
    socket.on("data", (chunk) => (heard += String(chunk)));
    socket.write("GET /coop/a/leads/events HTTP/1.1\r\nhost: shop.test\r\naccept-encoding: gzip, br\r\n\r\n");
    await until(() => heard.includes("retry:"));
    state.send("news");
    await until(() => heard.includes("event: news\ndata: \n\n"));
    const head = heard.toLowerCase();
    expect(head).toContain("content-type: text/event-stream");
    expect(head).toContain("cache-control: no-store");
    expect(head).toContain("x-content-type-options: nosniff");
    expect(head).not.toContain("content-encoding");
    socket.destroy();
    await until(() => state.stopped === 1);
    state.send("news");
    expect(server.faults).toEqual([]);
  });

  it("who only asks for the head is answered at once and not held", async () => {
    const { state, listen } = news();
    server = await startTestServer({ render: async (request) => eventStream(request.signal, listen) });
    const head = await server.ask("HEAD", "/coop/a/leads/events");
    expect([head.status, head.body.length]).toEqual([200, 0]);
    await until(() => state.stopped === 1);
    expect(server.faults).toEqual([]);
  });

  it("may leave in any order of events: the end comes once and never as a fault", async () => {
    const aborts = new AbortController();
    const first = news();
    const cancelled = eventStream(aborts.signal, first.listen);
    await cancelled.body?.cancel();
    first.state.send("late");
    aborts.abort();
    expect(first.state.stopped).toBe(1);

    const second = news();
    const other = new AbortController();
    const aborted = eventStream(other.signal, second.listen);
    other.abort();
    second.state.send("late");
    expect(await aborted.text()).toBe("retry: 2000\n\n");
    expect(second.state.stopped).toBe(1);

    const third = news();
    expect(await eventStream(AbortSignal.abort(), third.listen).text()).toBe("retry: 2000\n\n");
    expect(third.state.stopped).toBe(1);
  });
});
