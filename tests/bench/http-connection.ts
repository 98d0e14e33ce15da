import { connect, type Socket } from "node:net";

export interface Answer {
  readonly status: number;
  /** Header lines as they came, names included. */
  readonly head: string;
  readonly body: Buffer;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (fault: Error) => void;
}

const HEAD_END = Buffer.from("\r\n\r\n");
const LAST_CHUNK = Buffer.from("\r\n0\r\n\r\n");
const EMPTY = Buffer.alloc(0);

/**
 * A kept-alive connection that sends one request and waits for its answer, and does as little else as possible: the
 * load must not cost more than what it measures. Knows answers with a length and answers in chunks.
 */
export class HttpConnection {
  readonly #socket: Socket;
  #received: Buffer = EMPTY;
  #waiting: Waiting | undefined;

  constructor(port: number) {
    this.#socket = connect({ port, host: "127.0.0.1", noDelay: true });
    this.#socket.on("data", (chunk) => this.#take(chunk));
    this.#socket.on("error", (fault) => this.#fail(fault));
    this.#socket.on("close", () => this.#fail(new Error("the server closed the connection")));
  }

  /** `request` is the whole request, head and body. */
  send(request: string | Uint8Array): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const headEnd = this.#received.indexOf(HEAD_END);
    if (headEnd === -1) return;
    const head = this.#received.toString("latin1", 0, headEnd + 2);
    const bodyAt = headEnd + HEAD_END.length;
    const length = /\r\ncontent-length: (\d+)\r\n/i.exec(head)?.[1];
    if (length !== undefined) {
      if (this.#received.length < bodyAt + Number(length)) return;
    } else if (!isLastChunkThere(this.#received, bodyAt)) {
      return;
    }
    const answer = { status: Number(head.slice(9, 12)), head, body: this.#received.subarray(bodyAt) };
    this.#received = EMPTY;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(answer);
  }

  #fail(fault: Error): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.reject(fault);
  }
}

/** With one request at a time nothing follows the last chunk. */
function isLastChunkThere(received: Buffer, bodyAt: number): boolean {
  const tail = received.subarray(Math.max(bodyAt - 2, received.length - LAST_CHUNK.length));
  return tail.equals(LAST_CHUNK);
}

/** All values of a header. */
export function headerValues(answer: Answer, name: string): string[] {
  return [...answer.head.matchAll(new RegExp(`\\r\\n${name}: ([^\\r]*)`, "gi"))].map(
    ([, value = ""]) => value,
  );
}
