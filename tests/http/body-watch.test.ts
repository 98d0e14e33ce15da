import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { html, startTestServer, type TestServer } from "./http-ground";

const LIMITS = { most: 5, mostOfOne: 3, everyMs: 150, leastBytes: 200, lingerMs: 300 };
const [VILLAGE, OTHER] = ["203.0.113.7", "198.51.100.9"];

const opened: Socket[] = [];
let server: TestServer;
afterEach(async () => {
  for (const socket of opened.splice(0)) socket.destroy();
  await server.close();
});

interface Sender {
  /** What the server has said so far. */
  said(): string;
  isOpen(): boolean;
  send(text: string): void;
  leave(): void;
}

/** A form of `length` bytes of which nothing has come yet. */
function begin(from: string, length = 100_000, target = "/cart"): Sender {
  const socket = connect({ port: server.port, host: "127.0.0.1" });
  opened.push(socket);
  let said = "";
  let open = true;
  socket.on("data", (chunk) => (said += chunk.toString("latin1")));
  socket.on("error", () => undefined).once("close", () => (open = false));
  const head = [`POST ${target} HTTP/1.1`, "host: shop.test", `x-forwarded-for: ${from}`];
  socket.write(`${[...head, `content-length: ${length}`].join("\r\n")}\r\n\r\n`);
  return {
    said: () => said,
    isOpen: () => open,
    send: (text) => void socket.write(text),
    leave: () => void socket.destroy(),
  };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries += 1) {
    if (tries > 500) throw new Error("it did not come to pass");
    await pause(10);
  }
}

const start = async (limits = LIMITS, read = true) => {
  server = await startTestServer({
    bodies: limits,
    proxiesInFront: 1,
    render: async (request) => html(read ? String((await request.text()).length) : "not asked for"),
  });
};

/** Nobody is cut off while a test counts. */
const PATIENT = { ...LIMITS, everyMs: 60_000 };

describe("bodies on their way", () => {
  it("are so many of one client and no more; another client is not concerned", async () => {
    await start(PATIENT);
    const held = [begin(VILLAGE), begin(VILLAGE), begin(VILLAGE)];
    await pause(50);
    const fourth = begin(VILLAGE);
    await until(() => fourth.said().includes("tooManyBodiesOfOne"));
    expect(fourth.said()).toMatch(/^HTTP\/1\.1 429 /);
    expect(fourth.said()).toMatch(/\r\nretry-after: 20\r\n/i);
    await until(() => !fourth.isOpen());
    const others = begin(OTHER, 3);
    others.send("a=1");
    await until(() => others.said().includes("200 OK"));
    expect(held.every((each) => each.isOpen())).toBe(true);
  });

  it("are so many of all clients together and no more; who reads is answered as ever", async () => {
    await start(PATIENT);
    for (let client = 0; client < LIMITS.most; client += 1) begin(`203.0.113.${client}`);
    await pause(50);
    const late = begin(OTHER);
    await until(() => late.said().includes("tooManyBodies"));
    expect(late.said()).toMatch(/^HTTP\/1\.1 503 [\s\S]*\r\nretry-after: 20\r\n/i);
    expect((await server.ask("GET", "/products")).status).toBe(200);
  });

  it("make room when they are there, and when their sender leaves", async () => {
    await start(PATIENT);
    const [done, left, stays] = [begin(VILLAGE, 3), begin(VILLAGE), begin(VILLAGE)];
    await pause(50);
    done.send("a=1");
    await until(() => done.said().includes("200 OK"));
    left.leave();
    await pause(50);
    const next = [begin(VILLAGE), begin(VILLAGE)];
    await pause(100);
    expect(next.map((each) => each.said())).toEqual(["", ""]);
    expect(stays.isOpen()).toBe(true);
    const last = begin(VILLAGE);
    await until(() => last.said().includes("tooManyBodiesOfOne"));
  });

  it("count while they come, not while they wait to be read: a village presses one button at one moment", async () => {
    let read = () => {};
    const reading = new Promise<void>((resolve) => (read = resolve));
    server = await startTestServer({
      bodies: PATIENT,
      proxiesInFront: 1,
      render: async (request) => {
        await reading;
        return html(await request.text());
      },
    });
    const pressed = Array.from({ length: LIMITS.most * 2 }, () => begin(VILLAGE, 3));
    for (const each of pressed) each.send("a=1");
    await pause(100);
    read();
    await until(() => pressed.every((each) => each.said().includes("200 OK")));
  });

  it("that are there leave their place to the next, however many come one after the other", async () => {
    await start({ ...PATIENT, most: 1, mostOfOne: 1 });
    for (let time = 0; time < 5; time += 1) {
      expect((await server.ask("POST", "/cart", { "content-length": "3" }, "a=1")).status).toBe(200);
    }
  });
});

describe("a sender of drops", () => {
  it("is cut off, one whose signal is weak but there is not", async () => {
    await start();
    const [drops, weak] = [begin(VILLAGE), begin(VILLAGE)];
    const timer = setInterval(() => {
      drops.send("a");
      weak.send("a".repeat(60));
    }, 20);
    await until(() => !drops.isOpen());
    await pause(LIMITS.everyMs * 3);
    expect(weak.isOpen()).toBe(true);
    clearInterval(timer);
    await until(() => !weak.isOpen());
  });

  it("is cut off also when he has had his answer and goes on sending", async () => {
    await start(LIMITS, false);
    const drops = Array.from({ length: LIMITS.mostOfOne }, () => begin(VILLAGE));
    await until(() => drops.every((each) => each.said().includes("not asked for")));
    await until(() => drops.every((each) => !each.isOpen()));
    const next = begin(VILLAGE, 3);
    next.send("a=1");
    await until(() => next.said().includes("200 OK"));
  });

  it("is not who waits because we do not read", async () => {
    server = await startTestServer({
      bodies: LIMITS,
      proxiesInFront: 1,
      render: async (request) => {
        await pause(LIMITS.everyMs * 4);
        return html(String((await request.text()).length));
      },
    });
    const patient = begin(VILLAGE, 5_000_000, "/coop/nangou/products/import");
    patient.send("a".repeat(5_000_000));
    await until(() => patient.said().includes("5000000"));
  });
});
