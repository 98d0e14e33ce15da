import { NavLink } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { classes } from "~/ui/primitives/classes";

const PLACES = ["intake", "households", "lots", "forecasts"] as const;

/** The places of the intake desk: the scale, the households, the lots, and what is to come. */
export function IntakeTabs({ desk }: { desk: string }) {
  const words = useTranslations("intake.tabs");
  return (
    <nav aria-label={words("label")} className="mb-4 flex flex-wrap gap-2">
      {PLACES.map((place) => (
        <NavLink
          key={place}
          to={`/coop/${desk}/${place}`}
          end
          className={({ isActive }) =>
            classes(
              "flex min-h-11 items-center rounded-full border px-4 text-15",
              isActive
                ? "border-field bg-field-tint font-semibold text-field"
                : "border-line bg-card text-ink-2",
            )
          }
        >
          {words(place)}
        </NavLink>
      ))}
    </nav>
  );
}
