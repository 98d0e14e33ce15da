import { Link, NavLink } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { LanguageMenu } from "~/ui/frame/language-menu";
import { Emblem } from "~/ui/illustrations/emblem";
import { classes } from "~/ui/primitives/classes";

const PLACES = ["grants", "audit"] as const;

/** What stands around every page of the portal's operator. */
export function AdminFrame({ children }: { children: ReactNode }) {
  const words = useTranslations("admin.frame");
  return (
    <>
      <header className="sticky top-0 z-30 border-b border-line bg-card">
        <div className="page flex min-h-14 flex-wrap items-center gap-x-4">
          <Link to="/" reloadDocument aria-label={words("shop")} className="shrink-0">
            <Emblem className="size-8 text-field" />
          </Link>
          <span className="hidden text-17 font-semibold sm:block">{words("title")}</span>
          <nav aria-label={words("menu")} className="flex self-stretch">
            {PLACES.map((place) => (
              <NavLink
                key={place}
                to={`/admin/${place}`}
                className={({ isActive }) =>
                  classes(
                    "flex min-h-14 items-center border-b-2 px-3 text-15 whitespace-nowrap",
                    isActive ? "border-field font-semibold text-ink" : "border-transparent text-ink-2",
                  )
                }
              >
                {words(place)}
              </NavLink>
            ))}
          </nav>
          <div className="ml-auto">
            <LanguageMenu />
          </div>
        </div>
      </header>
      <div className="pb-16">{children}</div>
    </>
  );
}
