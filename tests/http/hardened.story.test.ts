import { createHash } from "node:crypto";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { usePortal } from "../support/portal";

/** Sends these bytes as they are and reads until the other side closes the connection. */
function raw(origin: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(origin).port), "localhost");
    let heard = "";
    socket.on("data", (chunk) => (heard += String(chunk)));
    socket.on("close", () => resolve(heard));
    socket.on("error", reject);
    socket.write(text);
  });
}

/** What a stranger with a terminal tries on the whole portal. */
describe("the portal as it is delivered", () => {
  const portal = usePortal();
  const get = (path: string, init: RequestInit = {}) =>
    fetch(portal.origin + path, { redirect: "manual", ...init });
  const askAs = (host: string, target: string) =>
    raw(
      portal.origin,
      `GET ${target} HTTP/1.1\r\nhost: ${host}\r\nx-forwarded-host: ${host}\r\nconnection: close\r\n\r\n`,
    );

  it("answers HEAD with the headers of GET, and GET after HEAD with the whole page", async () => {
    for (const path of [
      "/villages",
      "/en/villages",
      "/products?q=a",
      "/sign-in",
      "/cart",
      "/none",
      "/api/v1/me",
    ]) {
      const head = await get(path, { method: "HEAD" });
      const page = await get(path);
      expect([head.status, (await head.text()).length], path).toEqual([page.status, 0]);
      expect(head.headers.get("content-type"), path).toBe(page.headers.get("content-type"));
      expect((await page.text()).length, path).toBeGreaterThan(10);
    }
  });

  it("allows each inline script of its pages by hash, and no page runs another", async () => {
    for (const path of ["/", "/zh-TW/products", "/en", "/sign-in", "/none", "/wholesale"]) {
      const page = await get(path);
      const policy = page.headers.get("content-security-policy") ?? "";
      const scripts = [...(await page.text()).matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)];
      expect(scripts.length, path).toBeGreaterThan(0);
      for (const [, script = ""] of scripts) {
        expect(policy, path).toContain(`'sha256-${createHash("sha256").update(script).digest("base64")}'`);
      }
      expect(policy).not.toMatch(/script-src[^;]*unsafe|nonce/);
    }
  });

  it("takes its own address from nobody", async () => {
    for (const host of ["evil.test", "evil.test/villages?", "[", "localhost@evil.test"]) {
      const answer = await askAs(host, "/wholesale?fresh");
      expect(answer).toContain("HTTP/1.1 200");
      expect(answer).not.toContain("evil.test");
      expect(answer).toContain(`href="${portal.origin}/wholesale`);
    }
    expect(await askAs("localhost", "http://evil.test/products")).toContain("HTTP/1.1 400");
    expect(await askAs("localhost", "//evil.test/products")).toContain("HTTP/1.1 400");
  });

  it("finds the data of every language's home, as the browser asks for it", async () => {
    for (const path of ["/_root.data", "/en.data", "/zh-TW.data", "/en/products.data"]) {
      const answer = await get(path);
      expect([answer.status, answer.headers.get("content-type")], path).toEqual([200, "text/x-script"]);
    }
  });

  it("gives nothing personal to whoever stands between, under whatever name it is asked for", async () => {
    for (const path of [
      "/account",
      "/account.data",
      "/cart",
      "/cart.data",
      "/orders",
      "/api/v1/me",
      "/checkout",
    ]) {
      expect((await get(path)).headers.get("cache-control"), path).toMatch(/private|no-store/);
    }
    for (const path of ["/account/x.css", "/account;x.css", "/cart%2fx.css", "/account/..%2fx.css"]) {
      const answer = await get(path);
      expect([answer.status, answer.headers.get("cache-control")], path).toEqual([404, "private, no-store"]);
    }
    expect((await get("/account?_data=routes/account/account")).status).toBe(400);
  });

  it("says no without saying why, and writes no fault for what strangers try", async () => {
    const before = portal.output();
    const attempts: [string, RequestInit][] = [
      ["/none", {}],
      ["/%", {}],
      ["/%E0%A4%A", {}],
      ["/products/%00", {}],
      ["/products?after=%00&season=99", {}],
      ["/villages/none/ledger.csv?month=%27", {}],
      ["/products", { method: "POST", body: new URLSearchParams({ a: "b" }) }],
      ["/cart", { method: "POST", body: "{}", headers: { "content-type": "application/json" } }],
      ["/cart", { method: "POST", body: new URLSearchParams({ __proto__: "x", "constructor[]": "y" }) }],
      ["/webhooks/stripe", { method: "POST", body: "{}" }],
      ["/cart", { method: "DELETE" }],
      ["/cart", { method: "POST", body: new URLSearchParams(), headers: { origin: "https://evil.test" } }],
    ];
    for (const [path, init] of attempts) {
      const answer = await get(path, init);
      const text = await answer.text();
      expect(answer.status, path).toBeGreaterThanOrEqual(200);
      expect(answer.status, `${init.method ?? "GET"} ${path}`).toBeLessThan(500);
      expect(text, path).not.toMatch(/node_modules|at \w+ \(|\/app\/|SELECT |postgres/i);
    }
    expect(portal.output()).toBe(before);
  });

  it("leads nobody away by a redirect", async () => {
    for (const path of [
      "/l/%2F%2Fevil.test",
      "/checkout/return?order=//evil.test",
      "/%2F%2Fevil.test",
      "/en//evil.test",
    ]) {
      const answer = await get(path);
      expect(answer.headers.get("location") ?? "/", path).toMatch(/^\/(?!\/)/);
    }
  });
});
