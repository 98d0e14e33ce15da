import type { ReactNode } from "react";
import { classes } from "./classes";

interface ActionBarProps {
  readonly className?: string;
  readonly children: ReactNode;
}

/**
 * What a long form on a desk is sent with, in reach of the thumb however far one has scrolled: above the desk's places on a
 * phone, at the foot of the window on a wide screen. It stands last in its form and comes to rest there.
 */
export function ActionBar({ className, children }: ActionBarProps) {
  return (
    <div
      data-action-bar=""
      className={classes(
        "sticky bottom-[calc(4rem+env(safe-area-inset-bottom))] z-10 rounded-card border border-line bg-card p-3 shadow-float lg:bottom-4",
        className,
      )}
    >
      {children}
    </div>
  );
}
