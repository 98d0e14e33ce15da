import { readFile } from "node:fs/promises";
import { HttpConnection } from "./http-connection";
import type { LoadOrder } from "./load-orders";
import { marked } from "./photographs";

type Uploads = Extract<LoadOrder, { kind: "uploads" }>;

const BOUNDARY = "the-end-of-a-file";

/** Sends all photographs at once, each on a connection of its own, and waits until every one is taken in. */
export async function upload({ uploads, port, cookie }: Uploads): Promise<number> {
  await Promise.all(
    uploads.map(async ({ file, path, mark }) => {
      const photograph = marked(await readFile(file), mark);
      const connection = new HttpConnection(port);
      const form = {
        port,
        cookie,
        path,
        field: "photo",
        fileName: "photograph.jpg",
        accept: "application/json",
      };
      const { status, body } = await connection.send(formOfOneFile(form, photograph));
      connection.close();
      if (status !== 201) throw new Error(`${path} was answered with ${status}: ${body.toString("utf8")}`);
    }),
  );
  return uploads.length;
}

export interface FormOfOneFile {
  readonly port: number;
  readonly cookie: string;
  readonly path: string;
  readonly field: string;
  readonly fileName: string;
  readonly accept: string;
}

/** A whole request, as a browser sends a form with one file. */
export function formOfOneFile(
  { port, cookie, path, field, fileName, accept }: FormOfOneFile,
  file: Uint8Array,
): Buffer {
  const body = Buffer.concat([
    Buffer.from(
      `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${field}"; filename="${fileName}"\r\n` +
        "content-type: application/octet-stream\r\n\r\n",
    ),
    file,
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]);
  const head = [
    `POST ${path} HTTP/1.1`,
    `host: localhost:${port}`,
    `accept: ${accept}`,
    `cookie: ${cookie}`,
    `content-type: multipart/form-data; boundary=${BOUNDARY}`,
    `content-length: ${body.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), body]);
}
