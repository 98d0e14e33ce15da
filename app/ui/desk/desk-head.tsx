import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { LanguageMenu } from "~/ui/frame/language-menu";
import { Emblem } from "~/ui/illustrations/emblem";
import { classes } from "~/ui/primitives/classes";

interface DeskHeadProps {
  /** Whose desk it is. The whole of it is read, also on a phone: then in two lines. */
  readonly name: ReactNode;
  /** the desk's first page */
  readonly to?: string;
  /** From edge to edge, over a desk whose places stand at the side. */
  readonly edgeToEdge?: boolean;
  /** The places of a desk that has few; where they stand, a phone has no room for the name. */
  readonly places?: ReactNode;
  /** behind the languages */
  readonly children?: ReactNode;
}

/** The head of every desk: the way to the shop, whose desk it is, the languages. */
export function DeskHead({ name, to, edgeToEdge = false, places, children }: DeskHeadProps) {
  const words = useTranslations("desk.frame");
  const look = classes("min-h-11 min-w-0 items-center", places ? "hidden sm:flex" : "flex");
  const title = (
    <span className="line-clamp-2 text-15 leading-tight font-semibold text-pretty sm:text-17">{name}</span>
  );
  return (
    <header
      data-edge-to-edge={edgeToEdge || undefined}
      className="sticky top-0 z-30 border-b border-line bg-card"
    >
      <div className={classes("flex min-h-14 items-center gap-2", edgeToEdge ? "px-4" : "page")}>
        <Link
          to="/"
          reloadDocument
          aria-label={words("shop")}
          className="-ml-1.5 grid size-11 shrink-0 place-items-center"
        >
          <Emblem className="size-8 text-field" />
        </Link>
        {to ? (
          <Link to={to} className={look}>
            {title}
          </Link>
        ) : (
          <p className={look}>{title}</p>
        )}
        {places}
        <div className="ml-auto flex shrink-0 items-center">
          <LanguageMenu />
          {children}
        </div>
      </div>
    </header>
  );
}
