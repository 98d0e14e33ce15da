import type { ReactElement } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { collectHtml } from "~/http/server/collect-html";

function render(tree: ReactElement): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(tree, {
      onAllReady: () => collectHtml(pipe).then(resolve, reject),
    });
  });
}

describe("a rendered page", () => {
  it("holds every word and no filler byte, wherever a Chinese character falls on React's window", async () => {
    for (let shift = 0; shift < 6; shift += 1) {
      const words = Array.from({ length: 2000 }, (_, index) => `蒜苗${index}`);
      const tree = (
        <ul title={"x".repeat(shift)}>
          {words.map((word) => (
            <li key={word}>{word}</li>
          ))}
        </ul>
      );
      const items = words.map((word) => `<li>${word}</li>`).join("");
      expect((await render(tree)).toString("utf8")).toBe(`<ul title="${"x".repeat(shift)}">${items}</ul>`);
    }
  });
});
