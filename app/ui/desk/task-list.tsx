import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { ArrowIcon } from "~/ui/frame/icons";
import { classes } from "~/ui/primitives/classes";

export interface Task {
  readonly key: string;
  readonly to: string;
  readonly count: number;
  readonly title: ReactNode;
  readonly text: ReactNode;
  /** somebody outside waits for it */
  readonly urgent?: boolean;
}

/** What waits to be done, each line one tap from where it is done. What has nothing waiting steps back. */
export function TaskList({ tasks }: { tasks: readonly Task[] }) {
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-card">
      {tasks.map((task) => (
        <li key={task.key}>
          <Link
            to={task.to}
            prefetch="intent"
            className={classes(
              "flex items-center gap-4 px-4 hover:bg-paper",
              task.count === 0 ? "min-h-12 py-1 text-ink-3" : "min-h-18 py-3",
            )}
          >
            <span className="min-w-0 flex-1">
              <span className={classes("block", task.count > 0 ? "text-17 font-semibold" : "text-15")}>
                {task.title}
              </span>
              {task.count > 0 && <span className="block text-13 text-ink-3">{task.text}</span>}
            </span>
            <span
              className={classes(
                "figures text-right font-semibold",
                task.count === 0 ? "text-17 text-ink-3" : "text-26",
                task.count > 0 && (task.urgent ? "text-vermilion" : "text-ink"),
              )}
            >
              {task.count}
            </span>
            <ArrowIcon className="size-5 shrink-0 text-ink-3" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
