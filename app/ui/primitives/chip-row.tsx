import { type ReactNode, useEffect, useRef } from "react";
import { classes } from "./classes";

interface ChipRowProps {
  /** What the row chooses among, for screen readers. */
  readonly label: string;
  /** Changes when another chip is chosen. */
  readonly chosen: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Links to sister pages side by side: one line, which slides under the thumb where it is longer than the screen. */
export function ChipRow({ label, chosen, className, children }: ChipRowProps) {
  const row = useRef<HTMLElement>(null);
  // The chosen chip may lie beyond the edge of a phone. Only the row is scrolled, never the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another chip is chosen
  useEffect(() => {
    const chip = row.current?.querySelector<HTMLElement>("[aria-current]");
    if (row.current && chip) row.current.scrollLeft = chip.offsetLeft - row.current.clientWidth / 3;
  }, [chosen]);
  return (
    <nav
      ref={row}
      aria-label={label}
      className={classes(
        "relative -mx-4 flex gap-2 overflow-x-auto px-4 [scrollbar-width:none] md:mx-0 md:px-0",
        className,
      )}
    >
      {children}
    </nav>
  );
}

/** The look of one chip of a row. */
export function chipLook(chosen: boolean): string {
  return classes(
    "inline-flex min-h-11 shrink-0 items-center gap-1.5 rounded-full border px-4 text-15 whitespace-nowrap",
    chosen
      ? "border-field bg-field-tint font-semibold text-field"
      : "border-line bg-card text-ink-2 hover:border-ink-3 hover:text-ink",
  );
}
