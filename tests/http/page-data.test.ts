import vm from "node:vm";
import { describe, expect, it } from "vitest";
import { dataScript } from "~/http/server/page-data";

const streamOf = (...parts: string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });

/** Runs the script as a browser would and gives what the page received. */
function received(script: string): { readonly text: string; readonly closed: boolean } {
  const inner = /^<script>(.*)<\/script>$/s.exec(script)?.[1];
  if (inner === undefined) throw new Error("one script is expected");
  const seen = { text: "", closed: false };
  const streamController = {
    enqueue: (text: string) => {
      seen.text += text;
    },
    close: () => {
      seen.closed = true;
    },
  };
  vm.runInNewContext(inner, { window: { __remixContext: { streamController } } });
  return seen;
}

describe("the data of a page", () => {
  it("arrives whole and says that nothing more comes", async () => {
    const script = await dataScript(streamOf('[{"_1":2}', ',"蒜苗"]\n'));
    expect(received(script)).toEqual({ text: '[{"_1":2},"蒜苗"]\n', closed: true });
  });

  it("can not end its script, whatever a buyer has typed", async () => {
    const typed = "</script><script>alert(1)</script><!-- & \u2028 \u2029";
    const script = await dataScript(streamOf(JSON.stringify(typed)));
    expect(script.match(/<\/?script/g)).toEqual(["<script", "</script"]);
    expect(received(script).text).toBe(JSON.stringify(typed));
  });
});
