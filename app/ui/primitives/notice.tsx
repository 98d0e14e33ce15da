import type { ReactNode } from "react";
import { classes } from "./classes";

const TONE = {
  plain: "bg-card border-line",
  good: "bg-field-tint border-transparent",
  wait: "bg-amber-tint border-transparent",
  refused: "bg-vermilion-tint border-transparent",
} as const;

interface NoticeProps {
  readonly tone?: keyof typeof TONE;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** Said aloud by screen readers when it appears. */
  readonly live?: boolean;
}

/** Says what happened, what was not lost, and what to do. */
export function Notice({ tone = "plain", title, children, live = false }: NoticeProps) {
  return (
    <div
      role={live ? (tone === "refused" ? "alert" : "status") : undefined}
      className={classes("rounded-card border px-4 py-3 text-15", TONE[tone])}
    >
      {title && <p className="font-semibold">{title}</p>}
      {children && <div className={classes(title ? "mt-1 text-ink-2" : undefined)}>{children}</div>}
    </div>
  );
}

interface EmptyProps {
  readonly scene: ReactNode;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** It is all the page has to say, so its title is the page's. */
  readonly wholePage?: boolean;
}

/** What stands where a list has nothing: a picture, a sentence, and the next thing to do. */
export function Empty({ scene, title, children, action, wholePage = false }: EmptyProps) {
  const Title = wholePage ? "h1" : "h2";
  return (
    <div className="mx-auto flex max-w-reading flex-col items-center gap-3 px-4 py-12 text-center">
      <div className="w-40 text-ink-3">{scene}</div>
      <Title className="text-20">{title}</Title>
      {children && <p className="text-balance text-ink-2">{children}</p>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}

const MARK = {
  plain: "bg-paper text-ink-2 border-line",
  good: "bg-field-tint text-field border-transparent",
  wait: "bg-amber-tint text-amber border-transparent",
  live: "bg-vermilion text-on-vermilion border-transparent",
} as const;

/** A small word about a state. The word carries the meaning; the colour only helps. */
export function Mark({ tone = "plain", children }: { tone?: keyof typeof MARK; children: ReactNode }) {
  return (
    <span
      className={classes(
        "inline-flex items-center rounded-full border px-2 py-px text-13 font-semibold whitespace-nowrap",
        MARK[tone],
      )}
    >
      {children}
    </span>
  );
}
