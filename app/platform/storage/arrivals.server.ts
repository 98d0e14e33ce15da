import { randomBytes } from "node:crypto";
import { type FileHandle, mkdir, open, rm } from "node:fs/promises";
import path from "node:path";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";

/** More is arriving than there is room for; in a minute there is room again. */
export type UploadsBusy = Refusal<"UploadsBusy">;

/** A body that has arrived as a whole. */
export interface Arrived {
  /** All of it, into memory. */
  read(): Promise<Buffer<ArrayBuffer>>;
  release(): Promise<void>;
}

/** Where bodies of megabytes arrive, each as slowly as its sender's signal is, without being held in memory. */
export interface Arrivals {
  /**
   * Takes a body in. Its place is kept for `length` bytes, as its sender announced, from the first to `release`. The
   * server cuts off senders that are too slow, and bodies longer than announced: the stream then rejects.
   */
  receive(body: ReadableStream<Uint8Array>, length: number): Promise<Result<Arrived, UploadsBusy>>;
}

export interface ArrivalLimits {
  /** At a time, of all senders. */
  readonly most: number;
  /** Of all that arrive or wait, as announced. */
  readonly mostBytes: number;
}

/** `folder` lies on a disk. Files there have no name from the moment they are opened, so that a killed process leaves none. */
export function openArrivals(folder: string, limits: ArrivalLimits): Arrivals {
  let count = 0;
  let bytes = 0;
  return {
    async receive(body, length) {
      if (count >= limits.most || bytes + length > limits.mostBytes) return refuse({ code: "UploadsBusy" });
      count += 1;
      bytes += length;
      let file: FileHandle | undefined;
      let isHeld = true;
      const release = async () => {
        if (!isHeld) return;
        isHeld = false;
        count -= 1;
        bytes -= length;
        await file?.close();
      };
      try {
        file = await openUnnamed(folder);
        return ok({ read: reader(file, await write(file, body)), release });
      } catch (fault) {
        await release();
        throw fault;
      }
    },
  };
}

async function openUnnamed(folder: string): Promise<FileHandle> {
  await mkdir(folder, { recursive: true });
  const place = path.join(folder, randomBytes(12).toString("hex"));
  const file = await open(place, "wx+");
  await rm(place);
  return file;
}

async function write(file: FileHandle, body: ReadableStream<Uint8Array>): Promise<number> {
  const chunks = body.getReader();
  let written = 0;
  for (;;) {
    const { done, value } = await chunks.read();
    if (done) return written;
    await file.write(value, 0, value.length, written);
    written += value.length;
  }
}

function reader(file: FileHandle, length: number): Arrived["read"] {
  return async () => {
    const whole = Buffer.alloc(length);
    for (let at = 0; at < length; ) {
      const { bytesRead } = await file.read(whole, at, length - at, at);
      if (bytesRead === 0) throw new Error("a body became shorter on its way");
      at += bytesRead;
    }
    return whole;
  };
}
