import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

/** The way back up, above a page's title. */
export function DeskBack({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className="inline-flex min-h-11 items-center gap-1 text-15 text-indigo hover:underline">
      <span aria-hidden>‹</span>
      {children}
    </Link>
  );
}
