import { NavLink } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { DeskHead } from "~/ui/desk/desk-head";
import { classes } from "~/ui/primitives/classes";

const PLACES = ["grants", "audit"] as const;

/** What stands around every page of the portal's operator. */
export function AdminFrame({ children }: { children: ReactNode }) {
  const words = useTranslations("admin.frame");
  return (
    <>
      <DeskHead name={words("title")} places={<Places />} />
      <div className="pb-16">{children}</div>
    </>
  );
}

function Places() {
  const words = useTranslations("admin.frame");
  return (
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
  );
}
