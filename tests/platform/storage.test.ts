import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openFolderStorage } from "~/platform/storage/folder-storage.server";
import { openS3Storage, S3Trouble } from "~/platform/storage/s3-storage.server";
import type { Storage } from "~/platform/storage/storage.server";

const bytes = new TextEncoder().encode("剪纸");
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "storage-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As much of an S3 store as the portal uses; knows one key and keeps what it was sent. */
class Bucket {
  readonly objects = new Map<string, { body: Buffer; type: string | undefined }>();
  troubles = 0;
  #server: Server | undefined;

  async open(): Promise<string> {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const signed =
        /^AWS4-HMAC-SHA256 Credential=key-1\/\d{8}\/cn-north-1\/s3\/aws4_request, SignedHeaders=[^,]*host[^,]*, Signature=[0-9a-f]{64}$/;
      const reply = (status: number, body?: Buffer) => response.writeHead(status).end(body);
      if (this.troubles > 0) {
        this.troubles -= 1;
        return reply(503);
      }
      if (!signed.test(request.headers.authorization ?? "")) return reply(403);
      const name = request.url ?? "";
      if (request.method === "PUT") {
        this.objects.set(name, { body: Buffer.concat(chunks), type: request.headers["content-type"] });
        return reply(200);
      }
      if (name === "/portal") return reply(200);
      const found = this.objects.get(name);
      return found ? reply(200, request.method === "HEAD" ? undefined : found.body) : reply(404);
    });
    await new Promise<void>((resolve) => this.#server?.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }
}

const bucket = new Bucket();
let endpoint: string;
beforeAll(async () => {
  endpoint = await bucket.open();
});
afterAll(() => bucket.close());

const s3 = (secret: { accessKeyId?: string } = {}) =>
  openS3Storage({
    endpoint,
    bucket: "portal",
    region: "cn-north-1",
    accessKeyId: secret.accessKeyId ?? "key-1",
    secretAccessKey: "s",
  });

describe.each([
  ["a folder", () => openFolderStorage(path.join(folder, "one"))],
  ["an S3-compatible store", () => s3()],
] satisfies [string, () => Storage][])("%s", (_what, open) => {
  test("gives back what was put, and knows what it does not have", async () => {
    const storage = open();
    await storage.check();
    await storage.put("media/abc/160.avif", bytes, "image/avif");
    expect(await storage.get("media/abc/160.avif").then((found) => found && new Uint8Array(found))).toEqual(
      bytes,
    );
    expect(await storage.has("media/abc/160.avif")).toBe(true);
    expect(await storage.get("media/abc/320.avif")).toBeUndefined();
    expect(await storage.has("media/abc/320.avif")).toBe(false);
    expect(await storage.get("media/abc/160.avif/deeper")).toBeUndefined();
  });

  test.each([
    "../secrets.json",
    "media/../../x",
    "/etc/passwd",
    "media//x",
    "media/.hidden",
    "media",
    "media/a\0b",
    "Media/x",
    "media/%2e%2e",
  ])("names nothing outside itself: %j", async (wrong) => {
    const storage = open();
    await expect(storage.get(wrong)).rejects.toThrow("storage path");
    await expect(storage.has(wrong)).rejects.toThrow("storage path");
    await expect(storage.put(wrong, bytes, "text/plain")).rejects.toThrow("storage path");
  });
});

describe("a folder", () => {
  test("never shows half a file, also while it is written again and again", async () => {
    const storage = openFolderStorage(path.join(folder, "busy"));
    const large = Buffer.alloc(2_000_000, "x");
    await storage.put("media/busy/1.avif", large, "image/avif");
    const seen = new Set<number | undefined>();
    let writing = true;
    const reader = (async () => {
      while (writing) seen.add((await storage.get("media/busy/1.avif"))?.length);
    })();
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([1, 2].map(() => storage.put("media/busy/1.avif", large, "image/avif")));
    }
    writing = false;
    await reader;
    expect([...seen]).toEqual([large.length]);
    expect(await readdir(path.join(folder, "busy", ".drafts"))).toEqual([]);
  });

  test("takes an empty file, which a power cut leaves, for none", async () => {
    const storage = openFolderStorage(path.join(folder, "cut"));
    await mkdir(path.join(folder, "cut", "media"), { recursive: true });
    await writeFile(path.join(folder, "cut", "media", "x.avif"), "");
    expect(await storage.get("media/x.avif")).toBeUndefined();
    expect(await storage.has("media/x.avif")).toBe(false);
  });

  test("that cannot be written says so when asked", async () => {
    const file = path.join(folder, "no-folder");
    await writeFile(file, "");
    await chmod(file, 0o400);
    await expect(openFolderStorage(file).check()).rejects.toThrow();
  });
});

describe("an S3-compatible store", () => {
  test("is told the type, and its passing troubles are outlived", async () => {
    bucket.troubles = 2;
    await s3().put("media/abc/320.webp", bytes, "image/webp");
    expect(bucket.objects.get("/portal/media/abc/320.webp")).toMatchObject({ type: "image/webp" });
  });

  test("that refuses the key is a trouble that names the status and nothing secret", async () => {
    const wrong = s3({ accessKeyId: "key-2" });
    await expect(wrong.get("media/abc/160.avif")).rejects.toThrow(new S3Trouble("get", 403));
    await expect(wrong.check()).rejects.toThrow("403");
    await expect(wrong.has("media/abc/160.avif")).rejects.toThrow("403");
  });
});
