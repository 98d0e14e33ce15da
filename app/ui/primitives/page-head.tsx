import { Link, type LinkProps } from "@remix-run/react";
import type { ReactNode } from "react";
import { classes } from "./classes";

interface PageHeadProps {
  readonly title: ReactNode;
  /** A state or a number in the title's own line. */
  readonly beside?: ReactNode;
  /** What the page is for, or what its subject is, in a sentence. */
  readonly lead?: ReactNode;
  readonly back?: Back | undefined;
  /** What is done most here: beside the title on a wide screen, below it on a phone. */
  readonly actions?: ReactNode;
}

interface Back {
  readonly to: string;
  readonly words: ReactNode;
}

/** The head of every page of desks and accounts: the way back, the title, one sentence, what is done most. */
export function PageHead({ title, beside, lead, back, actions }: PageHeadProps) {
  return (
    <header>
      {back && <BackLink to={back.to}>{back.words}</BackLink>}
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <h1 className="text-26">{title}</h1>
            {beside}
          </div>
          {lead && <div className="mt-1 max-w-reading text-15 text-pretty text-ink-2">{lead}</div>}
        </div>
        {actions && <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:flex-auto">{actions}</div>}
      </div>
    </header>
  );
}

/** The way back up, above a page's title: as tall as a thumb, without pushing the title down by as much. */
export function BackLink({ className, children, ...rest }: LinkProps) {
  return (
    <Link
      className={classes(
        "-mt-3 inline-flex min-h-11 items-center gap-1 text-15 text-indigo underline-offset-4 hover:underline",
        className,
      )}
      {...rest}
    >
      <span aria-hidden>‹</span>
      {children}
    </Link>
  );
}
