import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveBuiltFiles } from "~/http/server/built-files.server";
import { createPlainDoors, type PlainDoorsDeps } from "~/http/server/plain-doors.server";
import { READY_KEPT_MS } from "~/platform/health/health.server";
import { silentLog } from "~/platform/log/log.server";
import { html, SITE, startTestServer, type TestServer } from "./http-ground";

const KEY = "0123456789abcdef0123456789abcdef";
const PICTURE = new Uint8Array([1, 2, 3]);

let folder: string;
let server: TestServer;
let storageWell = true;
let pagesMade = 0;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "gongfu-built-"));
  await writeFile(path.join(folder, "favicon.svg"), "<svg/>");
  await writeFile(path.join(folder, ".env"), "SECRET=1");
  await writeFile(path.join(folder, "site.webmanifest"), "{}");
  const site = { ...SITE, https: true };
  const deps = {
    site,
    log: silentLog,
    db: { run: async () => [{ one: 1 }] },
    jobs: { check: async () => undefined },
    storage: {
      get: async () => PICTURE,
      check: () => (storageWell ? Promise.resolve() : Promise.reject(new Error("disk full: /srv/secret"))),
    },
    metrics: { contentType: "text/plain; version=0.0.4", text: async () => "portal_up 1" },
  };
  server = await startTestServer({
    https: true,
    files: serveBuiltFiles(folder, site),
    plain: createPlainDoors(deps as unknown as PlainDoorsDeps),
    render: async () => {
      pagesMade += 1;
      return html("page");
    },
  });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

describe("every answer without a page", () => {
  const addresses: Record<string, number> = {
    "/healthz": 200,
    "/readyz": 200,
    "/metrics": 200,
    [`/media/${KEY}/640.webp`]: 200,
    "/media/none": 404,
    "/media/../healthz": 400,
    "/favicon.svg": 200,
    "/site.webmanifest": 200,
    "/assets/gone-1a2b3c.js": 404,
  };
  for (const [address, status] of Object.entries(addresses)) {
    it(`is ${status} for ${address}, under the same protection as a page, and HEAD is the same without a body`, async () => {
      pagesMade = 0;
      const get = await server.ask("GET", address);
      const head = await server.ask("HEAD", address);
      expect([get.status, head.status, head.body.length]).toEqual([status, status, 0]);
      for (const answer of [get, head]) {
        expect(answer.headers).toMatchObject({
          "x-content-type-options": "nosniff",
          "x-frame-options": "DENY",
          "cross-origin-resource-policy": "same-origin",
        });
        expect(answer.headers["strict-transport-security"]).toMatch(/^max-age=/);
        expect(answer.headers["cache-control"]).toBeDefined();
      }
      expect(pagesMade).toBe(0);
    });
  }

  it("cannot be posted to", async () => {
    for (const address of ["/healthz", "/readyz", "/metrics", `/media/${KEY}/640.webp`]) {
      const answer = await server.ask("POST", address, { "content-length": "0" });
      expect([answer.status, answer.headers.allow], address).toEqual([405, "GET, HEAD"]);
    }
  });
});

describe("files", () => {
  it("are only those that the build made for the public", async () => {
    for (const address of [
      "/.env",
      "/favicon.svg/../.env",
      "/assets/..%2f.env",
      "/assets/%2e%2e/.env",
      "/robots.txt",
    ]) {
      expect((await server.ask("GET", address)).text, address).not.toContain("SECRET");
    }
  });

  it("that are pictures can do nothing when a browser takes them for a page", async () => {
    const { headers } = await server.ask("GET", `/media/${KEY}/640.webp`);
    expect(headers["content-security-policy"]).toBe("default-src 'none'; sandbox");
    expect(headers["content-type"]).toBe("image/webp");
  });
});

describe("whether the portal is ready", () => {
  it("says which part fails and nothing of why", async () => {
    storageWell = false;
    await pause(READY_KEPT_MS + 50);
    const answer = await server.ask("GET", "/readyz");
    storageWell = true;
    expect(answer.status).toBe(503);
    expect(JSON.parse(answer.text)).toEqual({
      ready: false,
      parts: { database: "ok", storage: "failing", jobs: "ok" },
    });
  });
});

describe("the figures", () => {
  it("are for a collector on this machine, not for who comes through a proxy", async () => {
    expect((await server.ask("GET", "/metrics")).text).toBe("portal_up 1");
    for (const header of ["x-forwarded-for", "forwarded"]) {
      expect((await server.ask("GET", "/metrics", { [header]: "127.0.0.1" })).status).toBe(404);
    }
  });
});
