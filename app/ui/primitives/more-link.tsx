import type { ReactNode } from "react";
import { ButtonLink } from "./button";

/** The way to the next page of a list, under its end; nothing where there is no more. */
export function MoreLink({ to, children }: { to: string | null | undefined; children: ReactNode }) {
  if (!to) return null;
  return (
    <nav className="mt-6 flex justify-center">
      <ButtonLink to={to}>{children}</ButtonLink>
    </nav>
  );
}
