import type { ReactNode } from "react";
import { classes } from "./classes";

interface SectionProps {
  readonly title: ReactNode;
  readonly more?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A titled part of a page; titles share one size so that a page reads like a list of contents. */
export function Section({ title, more, children, className }: SectionProps) {
  return (
    <section className={classes("mt-8 md:mt-12", className)}>
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 className="text-20">{title}</h2>
        {more && <div className="text-15 whitespace-nowrap">{more}</div>}
      </div>
      {children}
    </section>
  );
}

export function Card({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={classes("rounded-card border border-line bg-card", className)}>{children}</div>;
}

/** Name and value pairs, aligned so that numbers line up at the right. */
export function Facts({
  rows,
}: {
  rows: readonly (readonly [name: ReactNode, value: ReactNode, key: string])[];
}) {
  return (
    <dl className="divide-y divide-line text-15">
      {rows.map(([name, value, key]) => (
        <div key={key} className="flex items-baseline justify-between gap-6 py-2">
          <dt className="shrink-0 text-ink-2">{name}</dt>
          <dd className="min-w-0 text-right wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
