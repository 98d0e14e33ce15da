import type { ReactNode } from "react";
import { classes } from "./classes";

interface FoldProps {
  readonly title: ReactNode;
  /** Says more than the title where several stand on a page. */
  readonly label?: string | undefined;
  readonly open?: boolean | undefined;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A card whose content is unfolded on demand, also without JavaScript. `grave`: what is in it cannot be taken back. */
export function Fold({ title, label, open, grave, className, children }: FoldProps & { grave?: boolean }) {
  return (
    <details open={open} className={classes("rounded-card border border-line bg-card", className)}>
      <summary
        aria-label={label}
        className={classes(
          SUMMARY,
          "min-h-14 justify-between gap-3 px-4 text-17 font-semibold",
          grave && "text-vermilion",
        )}
      >
        {title}
        <Chevron />
      </summary>
      {children}
    </details>
  );
}

const TONE = {
  plain: "text-15 text-indigo",
  strong: "text-15 font-semibold text-indigo",
  quiet: "text-13 text-ink-2",
  /** a row of a list that unfolds, as wide as the list */
  row: "text-15 justify-between gap-3",
} as const;

/** A line that unfolds more about what it stands below: a link's look with a sign that it opens here. */
export function FoldLine({
  title,
  label,
  open,
  tone = "plain",
  className,
  children,
}: FoldProps & { tone?: keyof typeof TONE }) {
  return (
    <details open={open} className={className}>
      <summary
        aria-label={label}
        className={classes(SUMMARY, "min-h-11", tone !== "row" && "w-fit gap-1", TONE[tone])}
      >
        {title}
        <Chevron />
      </summary>
      {children}
    </details>
  );
}

/** A summary without the browser's own triangle. */
export const BARE_SUMMARY = "cursor-pointer list-none [&::-webkit-details-marker]:hidden";
const SUMMARY = classes(BARE_SUMMARY, "flex items-center");

/** Looks down while closed, up while open; of nested folds each turns its own. */
export function Chevron({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={classes(
        "size-4 shrink-0 opacity-70 transition-transform duration-150 [details[open]>summary>&]:rotate-180",
        className,
      )}
    >
      <path d="m5 9 7 7 7-7" />
    </svg>
  );
}
