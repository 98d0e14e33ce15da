import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openArrivals } from "~/platform/storage/arrivals.server";
import { accepted } from "../support/market";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "gongfu-arrivals-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A body that comes piece by piece, and breaks off where `fault` says so. */
function bodyOf(pieces: readonly string[], fault?: Error): ReadableStream<Uint8Array> {
  const left = [...pieces];
  return new ReadableStream({
    pull(controller) {
      const next = left.shift();
      if (next !== undefined) controller.enqueue(Buffer.from(next));
      else if (fault) controller.error(fault);
      else controller.close();
    },
  });
}

describe("a body of megabytes", () => {
  it("arrives piece by piece and is read as one", async () => {
    const arrivals = openArrivals(folder, { most: 1, mostBytes: 100 });
    const arrived = accepted(await arrivals.receive(bodyOf(["照", "片", "", "!"]), 7));
    expect((await arrived.read()).toString("utf8")).toBe("照片!");
    expect((await arrived.read()).toString("utf8")).toBe("照片!");
    await arrived.release();
  });

  it("leaves no name on the disk even while it is held, so that a killed process leaves nothing", async () => {
    const arrivals = openArrivals(folder, { most: 1, mostBytes: 100 });
    const arrived = accepted(await arrivals.receive(bodyOf(["a"]), 1));
    expect(await readdir(folder)).toEqual([]);
    await arrived.release();
  });

  it("is refused where as many or as much are arriving as may, and taken once there is room", async () => {
    const arrivals = openArrivals(folder, { most: 2, mostBytes: 100 });
    const first = accepted(await arrivals.receive(bodyOf(["a"]), 60));
    expect(await arrivals.receive(bodyOf(["b"]), 41)).toMatchObject({ refusal: { code: "UploadsBusy" } });
    const second = accepted(await arrivals.receive(bodyOf(["b"]), 40));
    await first.release();
    await first.release();
    expect(await arrivals.receive(bodyOf(["c"]), 61)).toMatchObject({ refusal: { code: "UploadsBusy" } });
    const third = accepted(await arrivals.receive(bodyOf(["c"]), 60));
    expect(await arrivals.receive(bodyOf(["d"]), 0)).toMatchObject({ refusal: { code: "UploadsBusy" } });
    await Promise.all([second.release(), third.release()]);
  });

  it("that breaks off gives its place back and tells why", async () => {
    const arrivals = openArrivals(folder, { most: 1, mostBytes: 100 });
    await expect(arrivals.receive(bodyOf(["a"], new Error("the signal was lost")), 100)).rejects.toThrow(
      "lost",
    );
    await accepted(await arrivals.receive(bodyOf(["a"]), 100)).release();
  });
});
