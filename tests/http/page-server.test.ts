import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import type { PageTerms } from "~/http/server/page-server";
import { html, startTestServer, type TestServer } from "./http-ground";

let server: TestServer;
afterEach(() => server?.close());

describe("what is one visitor's alone", () => {
  const cases: Record<string, (terms: PageTerms) => Response> = {
    "a page about which nobody said that it may be kept": () => html("mine"),
    "a page that sets a cookie": (terms) => {
      terms.keep(["catalog"], 60);
      return html("mine", { headers: { "set-cookie": "basket=x" } });
    },
    "a page that was not found": (terms) => {
      terms.keep(["catalog"], 60);
      return html("mine", { status: 404 });
    },
    "a page that failed": (terms) => {
      terms.keep(["catalog"], 60);
      return html("mine", { status: 500 });
    },
    "a page whose route calls it private": (terms) => {
      terms.keep(["catalog"], 60);
      return html("mine", { headers: { "cache-control": "private, max-age=5" } });
    },
    "a page of which one part looked at who asks, while another declared itself public": (terms) => {
      terms.keep(["catalog"], 60);
      terms.forThisVisitorOnly();
      terms.keep(["more"], 60);
      return html("mine");
    },
    "the data of a page that looked at who asks": (terms) => {
      terms.forThisVisitorOnly();
      return new Response("[]", { headers: { "content-type": "text/x-script" } });
    },
  };

  for (const [name, answer] of Object.entries(cases)) {
    it(`is not kept: ${name}`, async () => {
      let times = 0;
      server = await startTestServer({
        render: async (_request, page) => {
          times += 1;
          return answer(page.terms);
        },
      });
      await server.ask("GET", "/account/x.css");
      const again = await server.ask("GET", "/account/x.css");
      expect(times).toBe(2);
      expect(again.headers["cache-control"]).toMatch(/private/);
      expect(again.headers.etag).toBeUndefined();
    });
  }

  it("is answered anew after a form, and nothing sent by POST is ever kept", async () => {
    let times = 0;
    server = await startTestServer({
      render: async (request, page) => {
        times += 1;
        page.terms.keep(["catalog"], 60);
        return html(`${request.method} ${await request.text()}`);
      },
    });
    const posted = await server.ask("POST", "/cart", { "content-length": "3" }, "a=1");
    expect(posted.text).toContain("POST a=1");
    expect((await server.ask("GET", "/cart")).text).toContain("GET ");
    expect(times).toBe(2);
  });

  it("passes several cookies on one by one", async () => {
    server = await startTestServer({
      render: async () =>
        html("", {
          headers: [
            ["set-cookie", "a=1; Path=/"],
            ["set-cookie", "b=2; Path=/"],
          ],
        }),
    });
    expect((await server.ask("GET", "/")).setCookies).toEqual(["a=1; Path=/", "b=2; Path=/"]);
  });
});

describe("an answer that failed", () => {
  it("says 500 and nothing of what went wrong, which goes to the log instead", async () => {
    const fault = new Error("password=hunter2 at /srv/portal.js:1");
    server = await startTestServer({ render: () => Promise.reject(fault) });
    const answer = await server.ask("GET", "/");
    expect([answer.status, answer.text]).toEqual([500, "500"]);
    expect(answer.headers["x-request-id"]).toBe("request-1");
    expect(answer.headers["cache-control"]).toBe("private, no-store");
    expect(server.faults).toEqual([fault]);
  });

  it("does not end the process when its body breaks off on the way", async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("cut")) });
    server = await startTestServer({ render: async () => new Response(broken) });
    const answer = await server.ask("GET", "/");
    expect([answer.status, answer.text]).toEqual([500, "500"]);
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    expect(server.faults).toHaveLength(1);
  });

  it("is no fault, and nothing is kept, when the reader left while the page was being made", async () => {
    let aborted = false;
    let over = () => {};
    const done = new Promise<void>((resolve) => {
      over = resolve;
    });
    server = await startTestServer({
      render: async (request, page) => {
        page.terms.keep(["catalog"], 60);
        await new Promise<void>((resolve) =>
          request.signal.addEventListener("abort", () => resolve(), { once: true }),
        );
        aborted = true;
        over();
        return html("half a page");
      },
    });
    const socket = connect(server.port, "127.0.0.1");
    socket.write("GET /products HTTP/1.1\r\nhost: shop.test\r\n\r\n");
    await pause(50);
    socket.destroy();
    await done;
    await pause(10);
    expect(aborted).toBe(true);
    expect(server.cache.get("/products")).toBeUndefined();
    expect(server.faults).toEqual([]);
  });
});

describe("Remix's older way to ask for data", () => {
  it("is not answered, so that nothing passes what pages declare about themselves", async () => {
    let times = 0;
    server = await startTestServer({
      render: async () => {
        times += 1;
        return Response.json({});
      },
    });
    for (const target of ["/account?_data=root", "/?a=1&%5fdata=routes/account/account"]) {
      expect((await server.ask("GET", target)).status, target).toBe(400);
    }
    expect(times).toBe(0);
  });
});
