import type { ServerResponse } from "node:http";

/** Short words of the server itself, under the same protection as a page. */
export interface ShortWords {
  /** Writes an answer that is whole and not ended yet. */
  write(response: ServerResponse, words: Words): void;
  say(response: ServerResponse, words: Words): void;
}

export interface Words {
  readonly status: number;
  readonly text: string;
  readonly requestId: string;
  readonly more?: Readonly<Record<string, string>>;
}

export function createShortWords(standing: Readonly<Record<string, string>>): ShortWords {
  const write: ShortWords["write"] = (response, { status, text, requestId, more = {} }) => {
    response.writeHead(status, {
      ...standing,
      "content-type": "text/plain",
      "content-length": String(Buffer.byteLength(text)),
      "cache-control": "no-store",
      "x-request-id": requestId,
      ...more,
    });
    response.write(text);
  };
  return {
    write,
    say(response, words) {
      write(response, words);
      response.end();
    },
  };
}
