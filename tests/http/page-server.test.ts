import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import type { PageTerms } from "~/http/server/page-server";
import { html, startTestServer, type TestServer, type TestServerOptions } from "./http-ground";

let server: TestServer;
afterEach(() => server?.close());

type Render = TestServerOptions["render"];

/** Answers as Remix does to HEAD: with headers and no body. */
const likeRemix =
  (render: Render): Render =>
  async (request, page) => {
    const made = await render(request, page);
    return request.method === "HEAD" ? new Response(null, made) : made;
  };

/** A page that anybody may have, and how often it was made. */
function publicPage() {
  const made = { times: 0 };
  const render = likeRemix(async (request, page) => {
    made.times += 1;
    page.terms.keep(["catalog"], 60);
    return html(`page of ${new URL(request.url).pathname} ${"x".repeat(2000)}`);
  });
  return { made, render };
}

describe("a page kept for everybody", () => {
  it("is whole also when the first who asked for it sent HEAD", async () => {
    const { render, made } = publicPage();
    server = await startTestServer({ render });
    const head = await server.ask("HEAD", "/products");
    expect([head.status, head.body.length]).toEqual([200, 0]);
    const get = await server.ask("GET", "/products");
    expect(get.text).toContain("page of /products");
    expect(head.headers["content-length"]).toBe(get.headers["content-length"]);
    expect(made.times).toBe(1);
  });

  it("is that of the address asked for, whatever the Host header says", async () => {
    const { render } = publicPage();
    const seen: string[] = [];
    server = await startTestServer({
      render: (request, page) => {
        seen.push(request.url, request.headers.get("host") ?? "");
        return render(request, page);
      },
    });
    for (const host of ["evil.test/villages?", "evil.test/villages#", "@evil.test", "a b", "[", ""]) {
      await server.ask("GET", "/products", { host, "x-forwarded-host": "evil.test" });
    }
    expect((await server.ask("GET", "/products")).text).toContain("page of /products ");
    expect(seen).toEqual(["http://shop.test/products", "shop.test"]);
    expect(server.faults).toEqual([]);
  });

  it("comes in the encoding asked for, and says that it varies by it", async () => {
    server = await startTestServer({ render: publicPage().render });
    const plain = await server.ask("GET", "/products");
    const gzip = await server.ask("GET", "/products", { "accept-encoding": "gzip, deflate" });
    const brotli = await server.ask("GET", "/products", { "accept-encoding": "gzip, br;q=0.9" });
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(gunzipSync(gzip.body)).toEqual(plain.body);
    expect(brotliDecompressSync(brotli.body)).toEqual(plain.body);
    for (const answer of [plain, gzip, brotli]) {
      expect(answer.headers.vary).toBe("accept-encoding");
      expect(Number(answer.headers["content-length"])).toBe(answer.body.length);
      expect(answer.headers["cache-control"]).toBe("public, max-age=0, must-revalidate");
    }
  });

  it("is not sent again to a reader who has it, whichever way his browser or proxy writes the tag", async () => {
    server = await startTestServer({ render: publicPage().render });
    const { etag = "" } = (await server.ask("GET", "/products")).headers;
    const strong = etag.replace(/^W\//, "");
    for (const known of [etag, strong, `"other", ${etag}`, `W/"other",${strong}`, "*"]) {
      const answer = await server.ask("GET", "/products", { "if-none-match": known });
      expect([answer.status, answer.body.length, answer.headers.etag], known).toEqual([304, 0, etag]);
    }
    for (const unknown of ['"other"', "", etag.slice(0, -2), `x${etag}`]) {
      expect((await server.ask("GET", "/products", { "if-none-match": unknown })).status, unknown).toBe(200);
    }
  });

  it("keeps the headers its route gave it, such as the name of a file", async () => {
    server = await startTestServer({
      render: async (_request, page) => {
        page.terms.keep([], 60);
        const headers = { "content-type": "text/csv", "content-disposition": 'attachment; filename="a.csv"' };
        return new Response("1,2", { headers });
      },
    });
    for (const _turn of ["made", "kept"]) {
      const answer = await server.ask("GET", "/villages/a/ledger.csv");
      expect(answer.headers["content-disposition"]).toBe('attachment; filename="a.csv"');
      expect(answer.headers["content-type"]).toBe("text/csv");
    }
  });

  it("has one address per query, and those too long to be a reader's own are answered but not kept", async () => {
    const { render, made } = publicPage();
    server = await startTestServer({ render });
    for (const target of ["/products?q=a", "/products?q=b", "/products?q=a"]) await server.ask("GET", target);
    expect(made.times).toBe(2);
    const long = `/products?q=${"a".repeat(1_000)}`;
    await server.ask("GET", long);
    expect((await server.ask("GET", long)).status).toBe(200);
    expect(made.times).toBe(4);
  });

  it("is compressed quickly for the first reader and well for those who follow, with the same content", async () => {
    server = await startTestServer({ render: publicPage().render });
    const [first, second, third] = [
      await server.ask("GET", "/products", { "accept-encoding": "br" }),
      await server.ask("GET", "/products", { "accept-encoding": "br" }),
      await server.ask("GET", "/products", { "accept-encoding": "br" }),
    ];
    for (const answer of [first, second, third]) {
      expect(answer.headers["content-encoding"]).toBe("br");
      expect(brotliDecompressSync(answer.body).toString()).toContain("page of /products");
      expect(answer.headers.etag).toBe(first.headers.etag);
    }
    expect(third.body).toEqual(second.body);
  });

  it("is made once for all who ask while it is being made again, but not out of facts older than the news", async () => {
    const waiting: (() => void)[] = [];
    let made = 0;
    server = await startTestServer({
      render: async (_request, page) => {
        made += 1;
        const turn = made;
        page.terms.keep(["catalog"], 60);
        if (turn > 1) await new Promise<void>((resolve) => waiting.push(resolve));
        return html(`made in turn ${turn}`);
      },
    });
    await server.ask("GET", "/");
    server.cache.drop(["catalog"]);
    const early = [server.ask("GET", "/"), server.ask("GET", "/"), server.ask("HEAD", "/")];
    await expect.poll(() => made).toBe(2);
    await pause(50);
    server.cache.drop(["catalog"]);
    const late = server.ask("GET", "/");
    await expect.poll(() => waiting.length).toBe(2);
    for (const go of waiting) go();
    const texts = (await Promise.all(early)).map((answer) => answer.text);
    expect(texts.filter((text) => text.includes("turn 2"))).toHaveLength(2);
    expect((await late).text).toContain("turn 3");
    expect((await server.ask("GET", "/")).text).toContain("turn 3");
    expect(made).toBe(3);
  });

  it("is made again after a write named one of its tags", async () => {
    const { render, made } = publicPage();
    server = await startTestServer({ render });
    await server.ask("GET", "/products");
    server.cache.drop(["product:1"]);
    await server.ask("GET", "/products");
    server.cache.drop(["catalog"]);
    await server.ask("GET", "/products");
    expect(made.times).toBe(2);
  });
});

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
