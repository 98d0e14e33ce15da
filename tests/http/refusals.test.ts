import { describe, expect, it } from "vitest";
import { REFUSALS } from "~/http/refusals";
import en from "~/ui/messages/en/refusals.json";
import zhCn from "~/ui/messages/zh-CN/refusals.json";
import zhTw from "~/ui/messages/zh-TW/refusals.json";

describe("refusals", () => {
  const codes = Object.keys(REFUSALS).sort();

  it.each([
    ["zh-CN", zhCn],
    ["zh-TW", zhTw],
    ["en", en],
  ])("have words in %s", (_locale, words: Record<string, string>) => {
    expect(codes.filter((code) => !words[code])).toEqual([]);
  });

  it("are answered as the visitor's or the moment's trouble, never as our own fault", () => {
    const faults = Object.entries(REFUSALS).filter(([, status]) => status === 500 || status < 400);
    expect(faults).toEqual([]);
  });
});
