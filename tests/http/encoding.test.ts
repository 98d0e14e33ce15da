import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { acceptedEncoding, compressForOne, compressToKeep } from "~/http/server/encoding";

describe("the encoding of an answer", () => {
  const asked: readonly [string | undefined, string][] = [
    [undefined, "identity"],
    ["", "identity"],
    ["identity", "identity"],
    ["*", "identity"],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip,deflate", "gzip"],
    ["GZIP", "gzip"],
    ["br;q=0.5, gzip;q=0.9", "br"],
    ["br;q=0, gzip", "gzip"],
    ["br; q=0 , gzip;q=1", "gzip"],
    ["gzip;q=0.000, br;Q=0", "identity"],
    ["br;q=0.01", "br"],
    ["x-gzip, brotli, x-br, br-x", "identity"],
  ];
  for (const [header, encoding] of asked) {
    it(`is ${encoding} for a client that says ${header === undefined ? "nothing" : `"${header}"`}`, () => {
      expect(acceptedEncoding(header)).toBe(encoding);
    });
  }

  it("does not change what is said", async () => {
    const bytes = Buffer.from("苹果 apples ".repeat(200));
    expect(brotliDecompressSync(await compressToKeep(bytes, "br"))).toEqual(bytes);
    expect(gunzipSync(await compressToKeep(bytes, "gzip"))).toEqual(bytes);
    expect(brotliDecompressSync((await compressForOne(bytes, "br")).bytes)).toEqual(bytes);
    expect(gunzipSync((await compressForOne(bytes, "gzip")).bytes)).toEqual(bytes);
  });

  it("is plain where compressing a few words would cost more than it saves", async () => {
    expect(await compressForOne(Buffer.from("ok"), "br")).toEqual({
      bytes: Buffer.from("ok"),
      encoding: "identity",
    });
  });
});
