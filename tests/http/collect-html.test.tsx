import { renderToPipeableStream } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { collectHtml } from "~/http/server/collect-html";

function render(text: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(<p>{text}</p>, {
      onAllReady: () => collectHtml(pipe).then(resolve, reject),
    });
  });
}

describe("a rendered page", () => {
  it("holds the text whole and no filler byte, wherever a Chinese character falls on React's window", async () => {
    for (let shift = 0; shift < 6; shift += 1) {
      const text = "x".repeat(shift) + "蒜".repeat(5000);
      expect((await render(text)).toString("utf8")).toBe(`<p>${text}</p>`);
    }
  });
});
