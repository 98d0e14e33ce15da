import { describe, expect, it } from "vitest";
import { REFUSALS } from "~/http/refusals";
import en from "~/ui/messages/areas/desk.en";
import zhCn from "~/ui/messages/areas/desk.zh-CN";
import zhTw from "~/ui/messages/areas/desk.zh-TW";

describe("refusals", () => {
  const codes = Object.keys(REFUSALS).sort();

  it.each([
    ["zh-CN", zhCn.refusals],
    ["zh-TW", zhTw.refusals],
    ["en", en.refusals],
  ])("have words in %s", (_locale, words: Record<string, string>) => {
    expect(codes.filter((code) => !words[code])).toEqual([]);
  });

  it("are answered as the visitor's or the moment's trouble, never as our own fault", () => {
    const faults = Object.entries(REFUSALS).filter(([, status]) => status === 500 || status < 400);
    expect(faults).toEqual([]);
  });
});
