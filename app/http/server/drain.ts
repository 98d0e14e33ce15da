import type { IncomingMessage } from "node:http";

/**
 * Takes in and throws away what still comes of a body that nobody will read: a browser looks at the answer only once it
 * has sent everything, and a connection that is closed on unread bytes takes the answer with it. At most `most` bytes;
 * whoever sends more is cut off. How long that may take is watched by whoever follows the body. Resolves when the body
 * is over, one way or the other.
 */
export function drain(request: IncomingMessage, most: number): Promise<void> {
  return new Promise((resolve) => {
    let left = most;
    request.on("data", (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) request.socket.destroy();
    });
    request.once("end", resolve);
    request.once("close", resolve);
    // One that is cut off says so by an event, which unheard would end the process.
    request.on("error", () => undefined);
    request.resume();
  });
}
