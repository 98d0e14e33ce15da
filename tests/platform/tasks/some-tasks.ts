import { serveTasks } from "~/platform/tasks/task-process.server";

/** The process of the test beside this file. */
export const tasks = {
  add: async ({ a, b }: { readonly a: bigint; readonly b: bigint }) => a + b,
  whoAmI: async () => process.pid,
  fail: async ({ why }: { readonly why: string }): Promise<never> => {
    throw new RangeError(why);
  },
  neverEnd: async () => {
    let turns = 0;
    while (turns >= 0) turns += 1;
    return turns;
  },
  leave: async (): Promise<never> => process.exit(3),
  eatMemory: async (): Promise<number> => {
    const kept: string[][] = [];
    for (;;) kept.push(Array.from({ length: 100_000 }, (_, at) => `${kept.length} ${at}`));
  },
};

serveTasks(tasks);
