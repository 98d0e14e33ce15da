import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eachUpload } from "~/http/uploads.server";
import { ok, type Result, refuse } from "~/kernel/result";
import { type Arrivals, openArrivals } from "~/platform/storage/arrivals.server";

let folder: string;
let arrivals: Arrivals;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "gongfu-uploads-"));
  arrivals = openArrivals(folder, { most: 200, mostBytes: 10_000_000 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const encoder = new TextEncoder();

/** A form with these files as a browser sends it. */
async function formOf(files: readonly string[], name = "photo"): Promise<Request> {
  const form = new FormData();
  for (const [at, text] of files.entries()) form.append(name, new File([text], `${at}.jpg`));
  const made = new Response(form);
  const body = await made.arrayBuffer();
  const type = made.headers.get("content-type") ?? "";
  const headers = { "content-type": type, "content-length": String(body.byteLength) };
  return new Request("http://shop.test/", { method: "POST", body, headers });
}

type Work = (bytes: Uint8Array, name: string) => Promise<Result<unknown>>;
const sent = (request: Request, work: Work, name: "photo" | "sheet" = "photo") =>
  eachUpload({ request, arrivals, name, most: 3, work });

describe("files of a form", () => {
  it("are worked on one after the other until one is refused", async () => {
    const seen: string[] = [];
    const work: Work = async (bytes, name) => {
      seen.push(`${name} ${Buffer.from(bytes)}`);
      return seen.length === 2 ? refuse({ code: "ImageDamaged" }) : ok();
    };
    expect(await sent(await formOf(["一", "二", "三"]), work)).toMatchObject({
      refusal: { code: "ImageDamaged" },
    });
    expect(seen).toEqual(["0.jpg 一", "1.jpg 二"]);
  });

  it("are refused when there are none, or more than one takes at a time", async () => {
    const never: Work = () => Promise.reject(new Error("nothing to work on"));
    expect(await sent(await formOf([]), never)).toMatchObject({ refusal: { code: "UploadEmpty" } });
    const many = await formOf(["1", "2", "3", "4"]);
    expect(await sent(many, never)).toMatchObject({ refusal: { code: "UploadTooMany" } });
  });

  it("that are no form at all are no fault of ours", async () => {
    const headers = { "content-type": "multipart/form-data; boundary=x", "content-length": "5" };
    const torn = new Request("http://shop.test/", { method: "POST", body: "--x\r\n", headers });
    await expect(sent(torn, async () => ok())).rejects.toMatchObject({ status: 400 });
    const unmeasured = new Request("http://shop.test/", { method: "POST", body: "a" });
    await expect(sent(unmeasured, async () => ok())).rejects.toMatchObject({ status: 411 });
  });

  it("arrive side by side: one on a weak signal holds up nobody", async () => {
    const fail: ((fault: Error) => void)[] = [];
    const slow = [1, 2, 3].map(() => {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(encoder.encode("--x\r\n"));
          fail.push((fault) => controller.error(fault));
        },
      });
      const headers = { "content-type": "multipart/form-data; boundary=x", "content-length": "9000" };
      const init = { method: "POST", body, headers, duplex: "half" } as RequestInit;
      return sent(new Request("http://shop.test/", init), async () => ok());
    });
    expect(await sent(await formOf(["quick"]), async () => ok())).toEqual(ok(1));
    for (const lose of fail) lose(new Error("the signal was lost"));
    for (const each of await Promise.allSettled(slow)) expect(each.status).toBe("rejected");
  });
});

describe("sixty photographs at once", () => {
  it("are worked on two at a time; who finds no place is told so and comes back, and nothing is lost", async () => {
    const done: string[] = [];
    const ends: (() => void)[] = [];
    let atOnce = 0;
    let mostAtOnce = 0;
    const work: Work = async (bytes) => {
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      await new Promise<void>((end) => ends.push(end));
      atOnce -= 1;
      done.push(Buffer.from(bytes).toString());
      return ok();
    };
    const pump = setInterval(() => ends.shift()?.(), 1);
    const names = Array.from({ length: 60 }, (_, at) => `photograph ${at}`);
    let left = names;
    let rounds = 0;
    while (left.length > 0) {
      rounds += 1;
      const results = await Promise.all(left.map(async (name) => sent(await formOf([name]), work)));
      left = left.filter((_, at) => {
        const result = results[at];
        if (result && !result.ok) expect(result.refusal.code).toBe("UploadsBusy");
        return result?.ok !== true;
      });
    }
    clearInterval(pump);
    expect(mostAtOnce).toBe(2);
    expect(rounds).toBeGreaterThan(1);
    expect(done.toSorted()).toEqual(names.toSorted());
  });

  it("do not stand in the way of a sheet", async () => {
    let end: () => void = () => undefined;
    const waits = new Promise<void>((resolve) => (end = resolve));
    const held = [1, 2, 3].map(async () =>
      sent(await formOf(["photograph"]), async () => {
        await waits;
        return ok();
      }),
    );
    expect(await sent(await formOf(["rows"], "sheet"), async () => ok(), "sheet")).toEqual(ok(1));
    end();
    await Promise.all(held);
  });
});
