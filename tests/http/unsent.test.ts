import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { drainLimitOf, FORM_BODY_LIMIT } from "~/http/server/admission";
import { html, startTestServer, type TestServer } from "./http-ground";

const LIMITS = { most: 5, mostOfOne: 2, everyMs: 150, leastBytes: 200, lingerMs: 200 };
const BROWSER = { accept: "text/html,application/xhtml+xml,*/*;q=0.8", "sec-fetch-mode": "navigate" };
const SCRIPT = { accept: "*/*", "sec-fetch-mode": "cors" };
const TOO_LONG = 3_000_000;
const PHOTOS = "/coop/nangou/products/01900000-0000-7000-8000-000000000001/photos/upload";

const opened: Socket[] = [];
const done: string[] = [];
let server: TestServer;
let bodies = LIMITS;
beforeEach(async () => {
  done.length = 0;
  bodies = { ...LIMITS };
  await restart();
});
afterEach(async () => {
  for (const socket of opened.splice(0)) socket.destroy();
  await server.close();
});

async function restart(): Promise<void> {
  await server?.close();
  server = await startTestServer({
    bodies,
    render: async (request) => {
      const text = await request.text();
      done.push(`${text.length} characters`);
      return html("booked");
    },
  });
}

interface Sender {
  said(): string;
  fault(): string | undefined;
  isOpen(): boolean;
  send(bytes: number): Promise<void>;
  /** Browsers look at the answer only once everything is sent. */
  readsOnlyNow(): void;
}

function begin(target: string, length: number, headers: Record<string, string>): Sender {
  const socket = connect({ port: server.port, host: "127.0.0.1" });
  opened.push(socket);
  socket.pause();
  let said = "";
  let open = true;
  let fault: string | undefined;
  socket.on("data", (chunk) => (said += chunk.toString("utf8")));
  socket.on("error", (error: NodeJS.ErrnoException) => (fault = error.code));
  socket.once("close", () => (open = false));
  socket.pause();
  const all = { host: "shop.test", "content-length": String(length), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  socket.write(`POST ${target} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
  return {
    said: () => said,
    fault: () => fault,
    isOpen: () => open,
    send: (bytes) => new Promise((resolve) => socket.write(Buffer.alloc(bytes, "a"), () => resolve())),
    readsOnlyNow: () => void socket.resume(),
  };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries += 1) {
    if (tries > 400) throw new Error("it did not come to pass");
    await pause(10);
  }
}

/** Sends the whole body before it looks at the answer, in pieces, as a line brings them. */
async function sendAll(target: string, length: number, headers: Record<string, string>): Promise<Sender> {
  const sender = begin(target, length, headers);
  for (let sent = 0; sent < length && sender.isOpen(); sent += 100_000) {
    await sender.send(Math.min(100_000, length - sent));
    await pause(5);
  }
  sender.readsOnlyNow();
  await until(() => !sender.isOpen());
  return sender;
}

describe("a form that is too long", () => {
  it("is answered with a page that the browser sees, though it looks only when all is sent", async () => {
    const sender = await sendAll("/en/cart", TOO_LONG, {
      ...BROWSER,
      referer: "http://shop.test/en/checkout?region=610104",
    });
    expect(sender.fault()).toBeUndefined();
    expect(sender.said()).toMatch(/^HTTP\/1\.1 413 /);
    expect(sender.said()).toMatch(/\r\ncontent-type: text\/html; charset=utf-8\r\n/i);
    expect(sender.said()).toMatch(/\r\ncontent-security-policy: default-src 'self'/i);
    expect(sender.said()).toMatch(/\r\ncache-control: no-store\r\n/i);
    expect(sender.said()).toContain('formTooLong en <a href="/en/checkout?region=610104">');
    expect(done).toEqual([]);
  });

  it("leads nowhere else than where it came from", async () => {
    for (const referer of ["https://evil.test//elsewhere", "http://shop.test/sign-in", "no address", ""]) {
      const sender = await sendAll("/zh-TW/cart", FORM_BODY_LIMIT + 1, { ...BROWSER, referer });
      expect(sender.said(), referer).toContain('formTooLong zh-TW <a href="/zh-TW">');
    }
  });

  it("says which: photographs, a sheet", async () => {
    // Of bodies this long only the beginning is sent here.
    for (const [target, because] of [
      [PHOTOS, "photosTooLarge zh-CN"],
      ["/en/coop/nangou/products/import", "sheetTooLarge en"],
    ] as const) {
      const sender = begin(target, 500_000_000, BROWSER);
      sender.readsOnlyNow();
      await until(() => sender.said().includes(because));
    }
  });

  it("of a script or of Stripe is answered with the bare word", async () => {
    for (const headers of [SCRIPT, { accept: "*/*" }, {}]) {
      const sender = await sendAll("/webhooks/stripe", FORM_BODY_LIMIT + 1, headers);
      expect(sender.said()).toMatch(/^HTTP\/1\.1 413 [\s\S]*\r\n\r\nbodyTooLarge$/);
    }
  });
});

describe("a body that nobody reads", () => {
  it("is taken in up to a bound and not a byte further", async () => {
    bodies = { ...LIMITS, everyMs: 60_000 };
    await restart();
    const sender = begin("/cart", 900_000_000, BROWSER);
    let sent = 0;
    for (; sender.isOpen() && sent < 10 * drainLimitOf("/cart"); sent += 500_000) {
      await Promise.race([sender.send(500_000), pause(500)]);
      await pause(5);
    }
    await until(() => !sender.isOpen());
    // What lies in the buffers of the connection counts as sent.
    expect(sent).toBeLessThan(drainLimitOf("/cart") + 8_000_000);
  });

  it("has no more time than any other, drop by drop or not at all", async () => {
    const [silent, drops] = [begin("/cart", TOO_LONG, BROWSER), begin("/cart", TOO_LONG, SCRIPT)];
    for (const each of [silent, drops]) each.readsOnlyNow();
    const timer = setInterval(() => void drops.send(1), 20);
    await until(() => !silent.isOpen() && !drops.isOpen());
    clearInterval(timer);
    expect(silent.said()).toContain("formTooLong");
    expect(drops.said()).toContain("bodyTooLarge");
  });

  it("takes a place of its sender's; without one it is answered and not heard out", async () => {
    bodies = { ...LIMITS, everyMs: 60_000 };
    await restart();
    const heard = [begin("/cart", TOO_LONG, BROWSER), begin("/cart", TOO_LONG, BROWSER)];
    await pause(50);
    const third = begin("/cart", TOO_LONG, BROWSER);
    third.readsOnlyNow();
    await until(() => !third.isOpen());
    expect(third.said()).toContain("formTooLong");
    expect(heard.map((each) => each.isOpen())).toEqual([true, true]);
    const form = begin("/cart", 100, BROWSER);
    form.readsOnlyNow();
    await until(() => form.said().includes("tooMany zh-CN"));
    expect(form.said()).toMatch(/^HTTP\/1\.1 429 [\s\S]*\r\nretry-after: 20\r\n/i);
  });
});

describe("a form whose signal is too weak", () => {
  it("is answered with a page, and nothing is done with half of it", async () => {
    const sender = begin("/en/checkout", 1_000, { ...BROWSER, referer: "http://shop.test/en/checkout" });
    sender.readsOnlyNow();
    await sender.send(100);
    await until(() => sender.said().includes('tooSlow en <a href="/en/checkout">'));
    expect(sender.said()).toMatch(/^HTTP\/1\.1 408 /);
    expect(sender.isOpen()).toBe(true);
    // What still comes of it is thrown away, and then the sender is done.
    await sender.send(900);
    await until(() => !sender.isOpen());
    expect(sender.fault()).toBeUndefined();
    expect([done, server.faults]).toEqual([[], []]);
  });

  it("is listened to a moment longer and no more, however it goes on", async () => {
    const sender = begin("/checkout", 200_000, BROWSER);
    sender.readsOnlyNow();
    await until(() => sender.said().includes("tooSlow"));
    const told = performance.now();
    const timer = setInterval(() => void sender.send(100), 10);
    await until(() => !sender.isOpen());
    clearInterval(timer);
    expect(performance.now() - told).toBeLessThan(LIMITS.lingerMs + 300);
    expect(done).toEqual([]);
  });

  it("of a script is cut off as ever: its page knows what to do without an answer", async () => {
    const sender = begin("/checkout.data", 1_000, SCRIPT);
    sender.readsOnlyNow();
    await until(() => !sender.isOpen());
    expect(sender.said()).toBe("");
  });
});
