import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { DeskHead } from "./desk-head";
import { PlacesAtSide, PlacesAtThumb, type PlacesProps } from "./desk-places";

interface DeskFrameProps extends PlacesProps {
  readonly name: string;
  readonly children: ReactNode;
}

/** What stands around every page of a cooperative's desk: its name, its places, the way back to the shop. */
export function DeskFrame({ name, children, ...places }: DeskFrameProps) {
  const words = useTranslations("desk.frame");
  return (
    <>
      <DeskHead name={name} to={`/coop/${places.slug}`} edgeToEdge>
        <Link
          to={`/cooperatives/${places.slug}`}
          reloadDocument
          className="flex min-h-11 items-center text-15 whitespace-nowrap text-indigo underline-offset-4 hover:underline"
        >
          {words("shopPage")}
        </Link>
      </DeskHead>
      <div className="lg:flex">
        <PlacesAtSide {...places} />
        {/* Whatever a page's width, all begin at the same edge: going from one to another, the title stays where it is. */}
        <div className="min-w-0 flex-1 pb-28 lg:pb-16 [&>.page]:mx-0">{children}</div>
      </div>
      <PlacesAtThumb {...places} />
    </>
  );
}
