import { mkdtempSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { imageAddress, readImageAddress, sourceSet } from "~/kernel/image-address";
import { type Db, openDb } from "~/platform/db/db.server";
import { renderImage } from "~/platform/media/image-pipeline.server";
import { type IngestRefusal, ingestImage, type StoredImage } from "~/platform/media/ingest-image.server";
import { openMediaServer } from "~/platform/media/serve-media.server";
import { openFolderStorage } from "~/platform/storage/folder-storage.server";
import type { Storage } from "~/platform/storage/storage.server";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { DRAWING, picture } from "../support/images";

const folder = mkdtempSync(path.join(tmpdir(), "media-"));
const storage = openFolderStorage(folder);
const now = new Date("2026-11-21T08:00:00Z");
let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDb({ url: database.url, maxConnections: 4, onIdleError: () => undefined });
});
afterAll(async () => {
  await db.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const ingest = (bytes: Uint8Array, trusted = false) =>
  ingestImage({ tx: db, storage, render: renderImage, now, trusted }, bytes);

async function taken(bytes: Uint8Array, trusted = false): Promise<StoredImage> {
  const result = await ingest(bytes, trusted);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

describe("taking in a picture", () => {
  test("puts every rendition into storage and one row into the database", async () => {
    const image = await taken(await picture(400, 200, "jpeg"));
    expect(image).toMatchObject({ width: 400, height: 200, widths: [160, 320] });
    expect((await readdir(path.join(folder, "media", image.key))).toSorted()).toEqual([
      "160.avif",
      "160.jpeg",
      "160.webp",
      "320.avif",
      "320.jpeg",
      "320.webp",
    ]);
    expect(await db.prisma.image.findUnique({ where: { key: image.key } })).toMatchObject({
      id: image.id,
      createdAt: now,
    });
  });

  test("the same bytes give the same picture, also when they come several at a time", async () => {
    const bytes = await picture(330, 200, "png");
    const all = await Promise.all([1, 2, 3, 4].map(() => taken(bytes)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(await taken(bytes)).toEqual(all[0]);
    expect((await taken(await picture(331, 200, "png"))).key).not.toBe(all[0]?.key);
  });

  test("files that have gone missing are made again under the same address", async () => {
    const bytes = await picture(340, 200, "png");
    const first = await taken(bytes);
    await rm(path.join(folder, "media", first.key), { recursive: true });
    expect(await taken(bytes)).toEqual(first);
    expect(await storage.has(`media/${first.key}/320.avif`)).toBe(true);
  });

  test("a storage that fails leaves no row behind", async () => {
    const broken: Storage = { ...storage, put: () => Promise.reject(new Error("disk full")) };
    const before = await db.prisma.image.count();
    await expect(
      ingestImage(
        { tx: db, storage: broken, render: renderImage, now, trusted: false },
        await picture(350, 200, "png"),
      ),
    ).rejects.toThrow("disk full");
    expect(await db.prisma.image.count()).toBe(before);
  });

  test("a drawing is taken from us and from nobody else", async () => {
    const drawing = Buffer.from(DRAWING);
    const refused: { ok: boolean; refusal?: IngestRefusal } = await ingest(drawing);
    expect(refused.refusal).toEqual({ code: "ImageKindRefused", kind: "svg" });
    expect((await taken(drawing, true)).widths.at(-1)).toBe(960);
  });
});

describe("serving pictures", () => {
  const server = openMediaServer({ storage });
  const get = (path: string, ifNoneMatch?: string) =>
    server.serve({ method: "GET", path, ifNoneMatch: ifNoneMatch ?? null });

  test("an address gives the picture, its type, and leave to keep it forever", async () => {
    const image = await taken(await picture(400, 200, "webp"));
    for (const [format, decoder] of [
      ["avif", "heif"],
      ["webp", "webp"],
      ["jpeg", "jpeg"],
    ] as const) {
      const answer = await get(imageAddress(image.key, 320, format));
      expect(answer.status).toBe(200);
      expect(answer.headers).toMatchObject({
        "Content-Type": `image/${format}`,
        "Cache-Control": "public, max-age=31536000, immutable",
        "X-Content-Type-Options": "nosniff",
        "Content-Length": String(answer.body?.length),
      });
      expect((await sharp(answer.body).metadata()).format).toBe(decoder);
    }
  });

  test("who has it already is told so without the bytes", async () => {
    const image = await taken(await picture(400, 200, "webp"));
    const address = imageAddress(image.key, 160, "avif");
    const etag = (await get(address)).headers.ETag ?? "";
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      expect(await get(address, known)).toMatchObject({ status: 304, body: undefined });
    }
    expect((await get(address, '"other"')).status).toBe(200);
    expect((await get(imageAddress(image.key, 320, "avif"), etag)).status).toBe(200);
  });

  test("HEAD gives the headers of GET and no body; other methods are refused", async () => {
    const image = await taken(await picture(400, 200, "webp"));
    const path = imageAddress(image.key, 160, "jpeg");
    const [head, full] = [await server.serve({ method: "HEAD", path }), await get(path)];
    expect(head).toEqual({ ...full, body: undefined });
    expect(await server.serve({ method: "POST", path })).toMatchObject({
      status: 405,
      headers: { Allow: "GET, HEAD" },
    });
  });

  test.each([
    "/media/../secrets.json",
    "/media/..%2f..%2fsecrets.json/160.avif",
    `/media/${"0".repeat(32)}/160.avif`,
    `/media/${"0".repeat(32)}/160.svg`,
    `/media/${"0".repeat(32)}/0160.avif`,
    `/media/${"0".repeat(32)}/160.avif/`,
    `/media/${"A".repeat(32)}/160.avif`,
    "/media/",
  ])("what is no picture is not found, without a word more: %s", async (path) => {
    expect(await get(path)).toEqual({
      status: 404,
      headers: { "Cache-Control": "no-store" },
      body: undefined,
    });
  });

  test("memory holds at most what it may, and many readers of one file cost one reading", async () => {
    let readings = 0;
    const counting: Storage = {
      ...storage,
      async get(name) {
        readings += 1;
        return name.includes("f".repeat(32)) ? new Uint8Array(100) : new Uint8Array(60);
      },
    };
    const small = openMediaServer({ storage: counting, maxCacheBytes: 1_500 });
    const ask = (key: string, width: number) =>
      small.serve({ method: "GET", path: imageAddress(key, width, "avif") });
    await Promise.all(Array.from({ length: 50 }, () => ask("0".repeat(32), 160)));
    await ask("0".repeat(32), 160);
    expect(readings).toBe(1);
    for (let width = 1; width <= 30; width += 1) await ask("0".repeat(32), width);
    await ask("0".repeat(32), 160);
    expect(readings).toBe(32);
    await ask("f".repeat(32), 160);
    await ask("f".repeat(32), 160);
    expect(readings).toBe(34);
  });
});

test("addresses read back what they were made of, and list every width of a format", () => {
  const key = "0123456789abcdef".repeat(2);
  expect(readImageAddress(imageAddress(key, 640, "webp"))).toEqual({ key, width: 640, format: "webp" });
  expect(sourceSet(key, [160, 320], "avif")).toBe(`/media/${key}/160.avif 160w, /media/${key}/320.avif 320w`);
});
