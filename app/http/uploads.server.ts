import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import { WorkQueue } from "~/platform/media/work-queue";
import type { Arrivals, UploadsBusy } from "~/platform/storage/arrivals.server";

export type UploadRefusal = Refusal<"UploadEmpty"> | Refusal<"UploadTooMany"> | UploadsBusy;

/**
 * How many forms of a kind are in memory and worked on at a time, and how many more may wait for their turn. Whoever
 * waits longer than the server keeps a silent connection would be cut off: forty photographs are worked off before.
 */
const TURNS = { photo: new WorkQueue(2, 40), sheet: new WorkQueue(1, 10) };

/** What is said to a program that was sent away; people are told in words to come back in a minute. */
export const BUSY_HEADERS = { "Retry-After": "20" };

export interface Upload<R extends Refusal> {
  readonly request: Request;
  readonly arrivals: Arrivals;
  /** The field of the form, and the turn that its files take. */
  readonly name: keyof typeof TURNS;
  readonly most: number;
  /** What a file calls itself is handed on and proves nothing. */
  readonly work: (bytes: Uint8Array, name: string) => Promise<Result<unknown, R>>;
}

/**
 * Works on each file of a form, one after the other; the first refusal ends it. Forms arrive side by side, on disk, so
 * that nobody waits for another's weak signal; only then they take turns. The length of the body has been limited by
 * the server before this is reached.
 */
export async function eachUpload<R extends Refusal>(
  upload: Upload<R>,
): Promise<Result<number, R | UploadRefusal>> {
  const { request, arrivals, name } = upload;
  const turns = TURNS[name];
  if (!request.body) return refuse({ code: "UploadEmpty" });
  // Before the body is looked at: what cannot be worked off need not be sent either.
  if (turns.isFull) return refuse({ code: "UploadsBusy" });
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!Number.isSafeInteger(length)) throw new Response(null, { status: 411 });
  const arrived = await arrivals.receive(request.body, length);
  if (!arrived.ok) return arrived;
  try {
    if (turns.isFull) return refuse({ code: "UploadsBusy" });
    return await turns.run(async () => eachFile(upload, await formOf(request, await arrived.value.read())));
  } finally {
    await arrived.value.release();
  }
}

async function formOf(request: Request, body: Buffer<ArrayBuffer>): Promise<FormData> {
  const type = request.headers.get("content-type") ?? "";
  try {
    return await new Response(body, { headers: { "content-type": type } }).formData();
  } catch {
    throw new Response(null, { status: 400 });
  }
}

async function eachFile<R extends Refusal>(
  { name, most, work }: Upload<R>,
  form: FormData,
): Promise<Result<number, R | UploadRefusal>> {
  const files = form.getAll(name).filter((file): file is File => file instanceof File && file.name !== "");
  if (files.length === 0) return refuse({ code: "UploadEmpty" });
  if (files.length > most) return refuse({ code: "UploadTooMany" });
  for (const file of files) {
    const done = await work(new Uint8Array(await file.arrayBuffer()), file.name);
    if (!done.ok) return done;
  }
  return ok(files.length);
}
