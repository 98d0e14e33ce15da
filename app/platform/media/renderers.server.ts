import { refuse } from "~/kernel/result";
import { openTaskProcess, TaskGivenUp } from "../tasks/task-process.server";
import type { renderImage } from "./image-pipeline.server";
import { WorkQueue } from "./work-queue";

export type RenderImage = typeof renderImage;

/** What a process that makes pictures is asked for. */
export interface RenderTasks {
  readonly [name: string]: (input: never) => Promise<unknown>;
  readonly render: (input: {
    readonly bytes: Uint8Array;
    readonly trusted: boolean;
  }) => ReturnType<RenderImage>;
}

export interface Renderers {
  readonly render: RenderImage;
  close(): Promise<void>;
}

const AT_ONCE = 2;
const MOST_WAITING = 100;
const WITHIN_MS = 90_000;
const IDLE_MS = 60_000;
const MOST_MEGABYTES = 256;
/**
 * One picture at a time on one thread. The C library would keep a heap for every thread that ever held a picture, and
 * give none of them back.
 */
const FRUGAL = { UV_THREADPOOL_SIZE: "1", MALLOC_ARENA_MAX: "1" };

/**
 * Pictures made by processes beside the portal: what a stranger's file makes a decoder do, it does to them, and the
 * memory of twenty photographs is gone a minute after. A file at which two die one after the other, or at which one takes
 * too long, is a damaged one; one alone may have been ended by the system, which is no fault of the picture.
 */
export function openRenderers(entry: string): Renderers {
  const all = Array.from({ length: AT_ONCE }, () =>
    openTaskProcess<RenderTasks>({
      entry,
      withinMs: WITHIN_MS,
      idleMs: IDLE_MS,
      mostWaiting: MOST_WAITING,
      mostMegabytes: MOST_MEGABYTES,
      env: FRUGAL,
    }),
  );
  const free = [...all];
  const queue = new WorkQueue(AT_ONCE, MOST_WAITING);
  const render: RenderImage = (bytes, { trusted }) =>
    queue.run(async () => {
      const one = free.pop();
      if (!one) throw new Error("no more work than processes");
      try {
        return await one.ask("render", { bytes, trusted }).catch((fault: unknown) => {
          if (!(fault instanceof TaskGivenUp) || fault.why === "late") throw fault;
          return one.ask("render", { bytes, trusted });
        });
      } catch (fault) {
        if (fault instanceof TaskGivenUp) return refuse({ code: "ImageDamaged" });
        throw fault;
      } finally {
        free.push(one);
      }
    });
  return {
    render,
    async close() {
      await Promise.all(all.map((one) => one.close()));
    },
  };
}
