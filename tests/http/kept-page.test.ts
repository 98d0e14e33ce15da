import { setTimeout as pause } from "node:timers/promises";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { html, publicPage, startTestServer, type TestServer } from "./http-ground";

let server: TestServer;
afterEach(() => server?.close());

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
