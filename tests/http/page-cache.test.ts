import { setTimeout as pause } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type KeptPage, PageCache } from "~/http/page-cache.server";

const OPTIONS = { maxBytes: 100_000, maxPages: 50 };

function page(text: string): KeptPage {
  const bytes = Buffer.from(text);
  return { headers: {}, etag: `"${text.length}"`, identity: bytes, compressed: {} };
}

const keep = (cache: PageCache, address: string, tags: readonly string[], text = address) =>
  cache.keep(address, page(text), { tags, seconds: 60 }, cache.mark());

describe("pages kept by address", () => {
  it("are forgotten when one of their tags is dropped, and only then", () => {
    const cache = new PageCache(OPTIONS);
    keep(cache, "/a", ["product:1", "catalog"]);
    keep(cache, "/b", ["product:2", "catalog"]);
    keep(cache, "/c", []);
    cache.drop(["product:1", "unknown"]);
    expect([cache.get("/a"), cache.get("/b") !== undefined, cache.get("/c") !== undefined]).toEqual([
      undefined,
      true,
      true,
    ]);
    cache.drop(["catalog"]);
    expect(cache.get("/b")).toBeUndefined();
    expect(cache.get("/c")).toBeDefined();
  });

  it("are not kept when their tag was dropped while they were being made", () => {
    const cache = new PageCache(OPTIONS);
    const mark = cache.mark();
    cache.drop(["product:1"]);
    cache.keep("/a", page("old"), { tags: ["product:1"], seconds: 60 }, mark);
    cache.keep("/b", page("other"), { tags: ["product:2"], seconds: 60 }, mark);
    expect(cache.get("/a")).toBeUndefined();
    expect(cache.get("/b")).toBeDefined();
    keep(cache, "/a", ["product:1"], "new");
    expect(cache.get("/a")?.identity.toString()).toBe("new");
  });

  it("are not kept when everything was dropped meanwhile, because news may have been missed", () => {
    const cache = new PageCache(OPTIONS);
    keep(cache, "/a", ["product:1"]);
    const mark = cache.mark();
    cache.dropEverything();
    cache.keep("/b", page("old"), { tags: [], seconds: 60 }, mark);
    expect([cache.get("/a"), cache.get("/b")]).toEqual([undefined, undefined]);
  });

  it("grow old after the seconds their loaders allowed; none at all means not kept", async () => {
    const cache = new PageCache(OPTIONS);
    cache.keep("/a", page("a"), { tags: [], seconds: 0.2 }, cache.mark());
    cache.keep("/b", page("b"), { tags: [], seconds: 0 }, cache.mark());
    expect(cache.get("/b")).toBeUndefined();
    expect(cache.get("/a")).toBeDefined();
    await pause(220);
    expect(cache.get("/a")).toBeUndefined();
  });

  it("follow the tags of their last making", () => {
    const cache = new PageCache(OPTIONS);
    keep(cache, "/a", ["product:1"]);
    keep(cache, "/a", ["product:2"]);
    cache.drop(["product:1"]);
    expect(cache.get("/a")).toBeDefined();
    cache.drop(["product:2"]);
    expect(cache.get("/a")).toBeUndefined();
  });

  it("never hold more bytes or pages than allowed, the least read going first", () => {
    const cache = new PageCache({ maxBytes: 10_000, maxPages: 3 });
    for (const address of ["/a", "/b", "/c"]) keep(cache, address, ["catalog"]);
    cache.get("/a");
    keep(cache, "/d", ["catalog"]);
    expect(cache.get("/b")).toBeUndefined();
    expect(cache.get("/a")).toBeDefined();
    keep(cache, "/large", ["catalog"], "x".repeat(6_200));
    expect(cache.get("/large")).toBeDefined();
    expect(cache.get("/a")).toBeUndefined();
    keep(cache, "/larger than all", ["catalog"], "x".repeat(8_000));
    expect(cache.get("/larger than all")).toBeUndefined();
    cache.drop(["catalog"]);
    expect(cache.get("/large")).toBeUndefined();
  });

  it("never outlive the news, whatever order pages are made and facts are written in", () => {
    const tag = fc.constantFrom("a", "b", "c");
    const step = fc.oneof(
      fc.record({
        do: fc.constant("begin" as const),
        address: fc.constantFrom("/1", "/2", "/3"),
        tags: fc.uniqueArray(tag),
      }),
      fc.record({ do: fc.constant("finish" as const), which: fc.nat(5) }),
      fc.record({ do: fc.constant("write" as const), tags: fc.uniqueArray(tag, { minLength: 1 }) }),
      fc.record({ do: fc.constant("missed" as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const cache = new PageCache({ maxBytes: 5_000, maxPages: 2 });
        const facts: Record<string, number> = { a: 0, b: 0, c: 0 };
        const shown = (tags: readonly string[]) => tags.map((each) => `${each}${facts[each]}`).join();
        const underWay: { address: string; tags: string[]; text: string; mark: number }[] = [];
        const tagsOf = new Map<string, string[]>();
        for (const each of steps) {
          if (each.do === "begin") underWay.push({ ...each, text: shown(each.tags), mark: cache.mark() });
          if (each.do === "finish") {
            const [made] = underWay.splice(each.which % (underWay.length || 1), 1);
            if (!made) continue;
            const { address, tags, text, mark } = made;
            const before = cache.get(address);
            cache.keep(address, page(text), { tags, seconds: 60 }, mark);
            if (cache.get(address) !== before) tagsOf.set(address, tags);
          }
          if (each.do === "write") {
            for (const name of each.tags) facts[name] = (facts[name] ?? 0) + 1;
            cache.drop(each.tags);
          }
          if (each.do === "missed") cache.dropEverything();
          for (const [address, tags] of tagsOf) {
            const kept = cache.get(address);
            if (kept) expect(kept.identity.toString()).toBe(shown(tags));
          }
        }
      }),
    );
  });
});
