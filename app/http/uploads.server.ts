import { ok, type Refusal, type Result, refuse } from "~/kernel/result";

/** Files of one form, read as a whole; no more than two forms at a time are held in memory by one process. */
export type UploadRefusal = Refusal<"UploadEmpty"> | Refusal<"UploadTooMany">;

const AT_ONCE = 2;
let reading = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  // Whoever waits has not been read: the bytes stay with the sender until there is room for them.
  if (reading >= AT_ONCE) await new Promise<void>((begin) => waiting.push(begin));
  else reading += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else reading -= 1;
  }
}

/**
 * Works on each file of the field `name`, one after the other; the first refusal ends it. What a file calls itself is
 * handed on and proves nothing. The length of the body has been limited by the server before this is reached.
 */
export async function eachUpload<R extends Refusal>(
  request: Request,
  name: string,
  most: number,
  work: (bytes: Uint8Array, name: string) => Promise<Result<unknown, R>>,
): Promise<Result<number, R | UploadRefusal>> {
  return inTurn(async () => {
    const form = await request.formData().catch(() => {
      throw new Response(null, { status: 400 });
    });
    const files = form.getAll(name).filter((file): file is File => file instanceof File && file.name !== "");
    if (files.length === 0) return refuse({ code: "UploadEmpty" });
    if (files.length > most) return refuse({ code: "UploadTooMany" });
    for (const file of files) {
      const done = await work(new Uint8Array(await file.arrayBuffer()), file.name);
      if (!done.ok) return done;
    }
    return ok(files.length);
  });
}
