import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

const { resolve } = createRequire(import.meta.url);

/** Where a thread finds a package of ours. */
export function packageAddress(name: string): string {
  return pathToFileURL(resolve(name)).href;
}

/** It took longer than it may, or more memory: what it worked on is no honest sheet. */
export class ThreadGivenUp extends Error {}

const MOST_MEGABYTES = 512;
const OUT_OF_MEMORY = "ERR_WORKER_OUT_OF_MEMORY";

/**
 * Runs a few lines on a thread of their own and gives what they post. Sheets take seconds of pure computing, during
 * which everybody else is answered as always; a file made to take for ever is given up after `withinMs`. `feed` sends what
 * the lines work on piece by piece, where putting it together takes long itself.
 */
export async function onThread<Answer>(
  lines: string,
  workerData: object,
  withinMs: number,
  feed?: (send: (message: object) => void) => Promise<void>,
): Promise<Answer> {
  const thread = new Worker(lines, {
    eval: true,
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  try {
    return await new Promise<Answer>((answer, fail) => {
      const timer = setTimeout(() => fail(new ThreadGivenUp(`not done within ${withinMs} ms`)), withinMs);
      thread.once("message", answer);
      thread.once("error", (fault: NodeJS.ErrnoException) =>
        fail(fault.code === OUT_OF_MEMORY ? new ThreadGivenUp(fault.message) : fault),
      );
      thread.once("exit", () => {
        clearTimeout(timer);
        fail(new Error("a thread ended without an answer"));
      });
      feed?.((message) => thread.postMessage(message)).catch(fail);
    });
  } finally {
    await thread.terminate();
  }
}
