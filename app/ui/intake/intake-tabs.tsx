import { NavLink, useLocation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { ChipRow, chipLook } from "~/ui/primitives/chip-row";

const PLACES = ["intake", "households", "lots", "forecasts"] as const;

/** The places of the intake desk: the scale, the households, the lots, and what is to come. */
export function IntakeTabs({ desk }: { desk: string }) {
  const words = useTranslations("intake.tabs");
  const { pathname } = useLocation();
  return (
    <ChipRow label={words("label")} chosen={pathname} className="mb-4">
      {PLACES.map((place) => (
        <NavLink
          key={place}
          to={`/coop/${desk}/${place}`}
          end
          className={({ isActive }) => chipLook(isActive)}
        >
          {words(place)}
        </NavLink>
      ))}
    </ChipRow>
  );
}
