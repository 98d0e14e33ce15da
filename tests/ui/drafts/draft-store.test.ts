import { describe, expect, it } from "vitest";
import { DAY_MS } from "~/kernel/clock";
import { DRAFT_DAYS, type Draft, openDrafts } from "~/ui/drafts/draft-store";

const NOW = Date.parse("2026-11-22T06:05:00Z");

function browser(held = new Map<string, string>()) {
  const storage = {
    getItem: (name: string) => held.get(name) ?? null,
    setItem: (name: string, value: string) => void held.set(name, value),
    removeItem: (name: string) => void held.delete(name),
    key: (index: number) => [...held.keys()][index] ?? null,
    get length() {
      return held.size;
    },
  };
  return { held, drafts: openDrafts(storage) };
}

const draft = (key: string, keptAt = NOW): Draft => ({
  key,
  fields: [{ name: "waybill", nth: 0, value: "SF1" }],
  keptAt,
  unsent: false,
});

describe("a draft", () => {
  it("is found again by its person and its form, and by nobody else", () => {
    const { drafts } = browser();
    drafts.keep("du", "ship/D1", draft("a"));
    expect(drafts.find("du", "ship/D1", NOW)).toEqual(draft("a"));
    expect(drafts.find("du", "ship/D2", NOW)).toBeUndefined();
    expect(drafts.find("wang", "ship/D1", NOW)).toBeUndefined();
  });

  it("is too old after some days", () => {
    const { drafts } = browser();
    drafts.keep("du", "ship/D1", draft("a"));
    expect(drafts.find("du", "ship/D1", NOW + DRAFT_DAYS * DAY_MS - 1)).toBeDefined();
    expect(drafts.find("du", "ship/D1", NOW + DRAFT_DAYS * DAY_MS)).toBeUndefined();
  });

  it("is forgotten when its form has arrived, whichever form that was", () => {
    const { drafts, held } = browser();
    drafts.keep("du", "ship/D1", draft("a"));
    drafts.keep("du", "ship/D2", draft("b"));
    drafts.forgetKey("a");
    expect([...held.keys()]).toEqual(["draft/du/ship/D2"]);
  });

  it("is gone when somebody else sits down; a basket or whatever else the browser holds stays", () => {
    const { drafts, held } = browser(new Map([["basket", "1"]]));
    drafts.keep("du", "ship/D1", draft("a"));
    drafts.keep("wang", "ship/D1", draft("b"));
    drafts.keep("wang", "ship/D2", draft("c", NOW - DRAFT_DAYS * DAY_MS));
    held.set("draft/wang/broken", "{");
    drafts.forgetAllBut("wang", NOW);
    expect([...held.keys()]).toEqual(["basket", "draft/wang/ship/D1"]);
    drafts.forgetAllBut(undefined, NOW);
    expect([...held.keys()]).toEqual(["basket"]);
  });

  it("is not kept where the browser forbids or cannot, and nothing breaks", () => {
    const full = openDrafts({
      getItem: () => "no draft",
      setItem: () => {
        throw new Error("QuotaExceededError");
      },
      removeItem: () => undefined,
      key: () => null,
      length: 0,
    });
    full.keep("du", "ship/D1", draft("a"));
    expect(full.find("du", "ship/D1", NOW)).toBeUndefined();
    expect(openDrafts(undefined).find("du", "ship/D1", NOW)).toBeUndefined();
  });
});
