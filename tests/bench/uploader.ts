import { readFile } from "node:fs/promises";
import { HttpConnection } from "./http-connection";
import type { LoadOrder } from "./load-orders";
import { marked } from "./photographs";

type Uploads = Extract<LoadOrder, { kind: "uploads" }>;

const BOUNDARY = "the-end-of-a-photograph";
const PART = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="photo"; filename="photograph.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`;
const END = `\r\n--${BOUNDARY}--\r\n`;

/** Sends all photographs at once, each on a connection of its own, and waits until every one is taken in. */
export async function upload(order: Uploads): Promise<number> {
  await Promise.all(
    order.uploads.map(async ({ file, path, mark }) => {
      const photograph = marked(await readFile(file), mark);
      const connection = new HttpConnection(order.port);
      const { status, body } = await connection.send(request(order, path, photograph));
      connection.close();
      if (status !== 201) throw new Error(`${path} was answered with ${status}: ${body.toString("utf8")}`);
    }),
  );
  return order.uploads.length;
}

function request({ port, cookie }: Uploads, path: string, photograph: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(PART), photograph, Buffer.from(END)]);
  const head = [
    `POST ${path} HTTP/1.1`,
    `host: localhost:${port}`,
    "accept: application/json",
    `cookie: ${cookie}`,
    `content-type: multipart/form-data; boundary=${BOUNDARY}`,
    `content-length: ${body.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), body]);
}
