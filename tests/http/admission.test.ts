import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { FORM_BODY_LIMIT } from "~/http/server/admission";
import { createNodeServer } from "~/http/server/node-server";
import { html, SITE, startTestServer, type TestServer } from "./http-ground";

let server: TestServer;
const reached: string[] = [];

beforeAll(async () => {
  server = await startTestServer({
    render: async (request) => {
      reached.push(`${request.method} ${new URL(request.url).pathname}`);
      return html(await request.text());
    },
  });
});
afterAll(() => server.close());

/** Sends a form of one field; the answer's status, or the reason it was turned away for. */
async function post(target: string, headers: Record<string, string>, body = "a=1") {
  const answer = await server.ask(
    "POST",
    target,
    { "content-length": String(body.length), ...headers },
    body,
  );
  return answer.status === 200 ? "taken" : answer.text;
}

describe("a form", () => {
  const senders: readonly [string, Record<string, string>, string][] = [
    ["our own page", { "sec-fetch-site": "same-origin", origin: "http://shop.test" }, "taken"],
    ["the person himself", { "sec-fetch-site": "none" }, "taken"],
    ["our own page in an older browser", { origin: "http://shop.test" }, "taken"],
    ["a program that is no browser", {}, "taken"],
    ["another site", { "sec-fetch-site": "cross-site", origin: "http://evil.test" }, "foreignOrigin"],
    ["another site that hides", { "sec-fetch-site": "cross-site" }, "foreignOrigin"],
    ["a neighbour under the same domain", { "sec-fetch-site": "same-site" }, "foreignOrigin"],
    ["something no browser says", { "sec-fetch-site": "trust-me" }, "foreignOrigin"],
    ["another site in an older browser", { origin: "http://evil.test" }, "foreignOrigin"],
    ["another port of our host", { origin: "http://shop.test:81" }, "foreignOrigin"],
    ["a host that begins like ours", { origin: "http://shop.test.evil.test" }, "foreignOrigin"],
    ["a host that ends like ours", { origin: "http://evil-shop.test" }, "foreignOrigin"],
    ["a page without an origin", { origin: "null" }, "foreignOrigin"],
    ["an origin that is none", { origin: "http://" }, "foreignOrigin"],
    [
      "another site that names us as host",
      { origin: "http://evil.test", host: "evil.test" },
      "foreignOrigin",
    ],
  ];
  for (const [sender, headers, answer] of senders) {
    it(`sent by ${sender} is ${answer === "taken" ? "taken" : "turned away"}`, async () => {
      expect(await post("/cart", headers)).toBe(answer);
    });
  }
});

describe("Stripe's news", () => {
  const foreign = { "sec-fetch-site": "cross-site", origin: "http://evil.test" };

  it("may come from anywhere, for it is signed", async () => {
    expect(await post("/webhooks/stripe", foreign)).toBe("taken");
    expect(await post("/webhooks/stripe?retry=1", foreign)).toBe("taken");
  });

  it("is the only thing that may: no other way to write that address opens another one", async () => {
    reached.length = 0;
    for (const target of [
      "/webhooks/../cart",
      "/webhooks/stripe/../../cart",
      "/webhooks/%2e%2e/cart",
      "/webhooks/.%2E/cart",
      "/webhooks/stripe/..",
      "/webhooks/stripe/./x",
      "/webhooks\\..\\cart",
      "//webhooks/stripe",
      "//shop.test/cart",
      "/webhooks/stripe#/../../cart",
      "http://shop.test/webhooks/stripe",
      "/webhooks/other",
      "/webhooks/stripe.data",
      "/webhooks/stripe/",
      "/en/webhooks/stripe",
      "/cart?/webhooks/stripe",
      "/webhooks/stripex",
    ]) {
      expect(["foreignOrigin", "addressMalformed"], target).toContain(await post(target, foreign));
    }
    expect(reached).toEqual([]);
  });
});

describe("an address", () => {
  it("that two readers would read differently is no address", async () => {
    reached.length = 0;
    for (const target of [
      "//evil.test/products",
      "/\\evil.test/products",
      "http://evil.test/",
      "http://shop.test/products",
      "/a/../products",
      "/./products",
      "/products/.",
      "/products/..",
      "/products/%2E%2e?x",
      "/products#x",
      "/products/a%00",
      "/%",
      "/products/%E0%A4%A",
      "/%ff/x",
      "/products?q=%00",
      "*",
    ]) {
      const answer = await server.ask("GET", target);
      expect([answer.status, answer.text], target).toEqual([400, "addressMalformed"]);
    }
    expect(reached).toEqual([]);
  });

  it("may hold dots, and a query may hold anything", async () => {
    for (const target of [
      "/.well-known/x",
      "/a..b/...",
      "/products?next=//evil.test/../x&p=\\#",
      "/products?q=%2e%2e/",
      "/products?q=%",
      "/products/%E8%8B%B9%E6%9E%9C",
      "/products/a%2fb",
    ]) {
      expect((await server.ask("GET", target)).status, target).toBe(200);
    }
  });

  it("longer than any of ours is refused before it is read", async () => {
    const answer = await server.ask("GET", `/products?q=${"a".repeat(17_000)}`);
    expect(answer.status).toBe(431);
  });
});

describe("a body", () => {
  it("says how long it is, and is no longer than a form may be", async () => {
    const chunked =
      "POST /cart HTTP/1.1\r\nhost: shop.test\r\ntransfer-encoding: chunked\r\n\r\n3\r\na=1\r\n0\r\n\r\n";
    expect(await server.raw(chunked)).toMatchObject({ status: 411, text: "bodyLengthMissing" });
    const tooLong = "x".repeat(FORM_BODY_LIMIT + 1);
    expect(
      await server.ask("POST", "/cart", { "content-length": String(tooLong.length) }, tooLong),
    ).toMatchObject({
      status: 413,
      text: "bodyTooLarge",
    });
    const longest = "x".repeat(FORM_BODY_LIMIT);
    expect(await post("/cart", {}, longest)).toBe("taken");
  });

  it("of two lengths, or of a length that is no number, is never passed on", async () => {
    reached.length = 0;
    for (const lengths of [
      "content-length: 3\r\ncontent-length: 4",
      "content-length: 3\r\ntransfer-encoding: chunked",
      "content-length: -1",
      "content-length: 0x3",
      "content-length: 1e1",
    ]) {
      const answer = await server.raw(`POST /cart HTTP/1.1\r\nhost: shop.test\r\n${lengths}\r\n\r\na=1`);
      expect(answer.status, lengths).toBe(400);
    }
    expect(reached).toEqual([]);
  });

  it("has no place in a reading request", async () => {
    expect(await server.ask("GET", "/", { "content-length": "3" }, "a=1")).toMatchObject({
      status: 400,
      text: "bodyUnexpected",
    });
    const chunked = await server.ask("GET", "/", { "transfer-encoding": "chunked" }, "0\r\n\r\n");
    expect(chunked.text).toBe("bodyUnexpected");
    expect((await server.ask("GET", "/", { "content-length": "0" })).status).toBe(200);
  });
});

describe("a method", () => {
  it("that nothing answers is refused with the ones that exist, an unknown one is not implemented", async () => {
    for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]) {
      const answer = await server.ask(method, "/");
      expect([answer.status, answer.headers.allow], method).toEqual([405, "GET, HEAD, POST"]);
    }
    expect((await server.ask("PROPFIND", "/")).status).toBe(501);
  });
});

describe("whoever is turned away", () => {
  it("gets the headers of every answer, a request id, and a closed connection", async () => {
    const answer = await server.ask("PUT", "/", { connection: "keep-alive" });
    expect(answer.headers).toMatchObject({
      connection: "close",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "cross-origin-resource-policy": "same-origin",
      "x-request-id": "request-1",
    });
  });
});

/** Waits without any timer, for the server's own stand still here. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(setImmediate);
}

/** A form of which only the first byte arrives; tells whether the server still waits for the rest. */
async function beginForm(target: string) {
  let open = true;
  const socket = connect({ port: server.port, host: "127.0.0.1" });
  socket.on("error", () => undefined).once("close", () => (open = false));
  const arrived = reached.length;
  socket.write(`POST ${target} HTTP/1.1\r\nhost: shop.test\r\ncontent-length: 100\r\n\r\na`);
  await until(() => reached.length > arrived);
  return { isOpen: () => open, end: () => socket.destroy() };
}

describe("a body that does not come", () => {
  afterEach(() => void vi.useRealTimers());
  const upload = "/coop/nangou/products/01890000-0000-7000-8000-000000000000/photos/upload";

  it("is waited for half a minute, but two minutes where photographs and sheets wait for their turn", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const cart = await beginForm("/cart");
    const others = [await beginForm(upload), await beginForm("/coop/nangou/products/import")];
    vi.advanceTimersByTime(29_999);
    expect(cart.isOpen()).toBe(true);
    vi.advanceTimersByTime(1);
    await until(() => !cart.isOpen());
    vi.advanceTimersByTime(89_999);
    expect(others.map((each) => each.isOpen())).toEqual([true, true]);
    vi.advanceTimersByTime(1);
    await until(() => others.every((each) => !each.isOpen()));
  });
});

describe("slow clients", () => {
  it("are let go: at the head, at the body, between requests and while they take an answer", () => {
    const never = () => {
      throw new Error("not asked in this test");
    };
    const node = createNodeServer({
      site: SITE,
      publicHost: "",
      files: never,
      plain: never,
      pages: { answerKept: never, answer: never },
      proxiesInFront: 0,
      unsentPage: never,
      newRequestId: never,
      observe: never,
      onFault: never,
    });
    expect(node.headersTimeout).toBeLessThanOrEqual(10_000);
    expect(node.requestTimeout).toBeLessThanOrEqual(135_000);
    expect(node.keepAliveTimeout).toBeLessThanOrEqual(75_000);
    expect(node.timeout).toBeGreaterThan(0);
    expect(node.timeout).toBeLessThanOrEqual(120_000);
  });
});
