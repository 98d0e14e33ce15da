/** What would end a script or a line of it, written so that JavaScript reads the same character. */
const UNSAFE_IN_SCRIPT = /[&<>\u2028\u2029]/g;

/**
 * The inline script that hands a page the data its loaders gave: what Remix's own `<StreamTransfer>` writes in
 * several scripts while it streams, as one, since here all of it is known before the page is written.
 */
export async function dataScript(data: ReadableStream<Uint8Array>): Promise<string> {
  const text = JSON.stringify(await new Response(data).text()).replace(
    UNSAFE_IN_SCRIPT,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const controller = "window.__remixContext.streamController";
  return `<script>${controller}.enqueue(${text});${controller}.close();</script>`;
}
