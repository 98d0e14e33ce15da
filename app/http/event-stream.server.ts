/** Sends one named event to a browser that listens. */
export type SendEvent = (name: string) => void;

const KEEP_ALIVE_MS = 25_000;
/** Then the browser comes back by itself, and passes the door anew: a duty may have ended meanwhile. */
const LONGEST_MS = 10 * 60_000;
const COME_BACK_MS = 2_000;

/**
 * Server-sent events: `listen` is given a way to send and returns how to stop. Events carry a name only; what has
 * changed is then read through the page's own loaders, which decide who may see it.
 */
export function eventStream(signal: AbortSignal, listen: (send: SendEvent) => () => void): Response {
  const text = new TextEncoder();
  let stop = () => false;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let ended = false;
      // News may come while the end is under way; a stream that is over takes nothing more.
      const write = (line: string) => ended || controller.enqueue(text.encode(`${line}\n\n`));
      write(`retry: ${COME_BACK_MS}`);
      const stopListening = listen((name) => write(`event: ${name}\ndata: `));
      const beat = setInterval(() => write(":"), KEEP_ALIVE_MS).unref();
      stop = () => {
        if (ended) return false;
        ended = true;
        clearInterval(beat);
        clearTimeout(last);
        stopListening();
        return true;
      };
      const end = () => {
        if (stop()) controller.close();
      };
      const last = setTimeout(end, LONGEST_MS).unref();
      if (signal.aborted) end();
      else signal.addEventListener("abort", end, { once: true });
    },
    // Whoever cancels has closed the stream already; closing it once more would throw.
    cancel: () => void stop(),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      // Proxies in front would otherwise hold events back until a buffer is full.
      "x-accel-buffering": "no",
    },
  });
}
