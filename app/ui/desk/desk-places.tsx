import { NavLink, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { classes } from "~/ui/primitives/classes";
import {
  ChartIcon,
  GoodsIcon,
  LetterIcon,
  LogIcon,
  MoreIcon,
  ParcelIcon,
  ScaleIcon,
  StoreIcon,
  TeamIcon,
  TodayIcon,
} from "./desk-icons";

/** The places of a desk, the daily ones first. */
const PLACES = [
  { to: "", name: "today", icon: TodayIcon },
  { to: "/orders", name: "orders", icon: ParcelIcon },
  { to: "/leads", name: "leads", icon: LetterIcon },
  { to: "/products", name: "products", icon: GoodsIcon },
  { to: "/stock", name: "stock", icon: StoreIcon },
  { to: "/intake", name: "intake", icon: ScaleIcon },
  { to: "/overview", name: "overview", icon: ChartIcon },
  { to: "/team", name: "team", icon: TeamIcon },
  { to: "/audit", name: "audit", icon: LogIcon },
] as const;
type Place = (typeof PLACES)[number];
export type DeskTab = Place["name"];

/** Under some places stand pages with an address of their own; their place is lit while one is there. */
const ALSO_OF: Readonly<Partial<Record<DeskTab, readonly string[]>>> = {
  intake: ["/households", "/lots", "/forecasts"],
};

/** More do not fit side by side on a phone with a word under each. */
const MOST_IN_BAR = 5;

export interface PlacesProps {
  readonly slug: string;
  /** The tabs this person may open. */
  readonly tabs: readonly DeskTab[];
  /** How much waits behind a tab. */
  readonly waiting: Readonly<Partial<Record<DeskTab, number>>>;
}

/** On a wide screen all places stand one below the other beside the page: there are more than a line has room for. */
export function PlacesAtSide({ slug, tabs, waiting }: PlacesProps) {
  const words = useTranslations("desk.frame");
  return (
    <nav
      aria-label={words("menu")}
      className="sticky top-14 hidden h-[calc(100dvh-3.5rem)] w-48 shrink-0 flex-col gap-1 overflow-y-auto border-r border-line py-4 pr-3 pl-4 lg:flex"
    >
      {PLACES.filter((place) => tabs.includes(place.name)).map((place) => (
        <PlaceLink
          key={place.name}
          {...{ place, slug }}
          className={(here) =>
            classes(
              "flex min-h-11 items-center gap-3 rounded-control px-3 text-15",
              here ? "bg-field/10 font-semibold text-field" : "text-ink-2 hover:bg-ink/5 hover:text-ink",
            )
          }
        >
          <place.icon className="size-5 shrink-0" />
          {words(`tab.${place.name}`)}
          <Waiting count={waiting[place.name] ?? 0} className="ml-auto" />
        </PlaceLink>
      ))}
    </nav>
  );
}

/** On a phone the daily places lie at the thumb, the others one tap further. */
export function PlacesAtThumb({ slug, tabs, waiting }: PlacesProps) {
  const words = useTranslations("desk.frame");
  const shown = PLACES.filter((place) => tabs.includes(place.name));
  const inBar = shown.length > MOST_IN_BAR ? shown.slice(0, MOST_IN_BAR - 1) : shown;
  const behind = shown.slice(inBar.length);
  return (
    <nav
      aria-label={words("menu")}
      className="fixed inset-x-0 bottom-0 z-30 grid auto-cols-fr grid-flow-col border-t border-line bg-card pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {inBar.map((place) => (
        <PlaceLink
          key={place.name}
          {...{ place, slug }}
          className={(here) =>
            classes(
              "flex min-h-14 flex-col items-center justify-center gap-0.5 text-13",
              here ? "font-semibold text-field" : "text-ink-2",
            )
          }
        >
          <span className="relative">
            <place.icon className="size-6" />
            <Waiting count={waiting[place.name] ?? 0} className="absolute -right-3 -top-1.5" />
          </span>
          {words(`tab.${place.name}`)}
        </PlaceLink>
      ))}
      {behind.length > 0 && <More places={behind} {...{ slug, waiting }} />}
    </nav>
  );
}

interface PlaceLinkProps {
  readonly place: Place;
  readonly slug: string;
  readonly className: (here: boolean) => string;
  readonly children: ReactNode;
}

function PlaceLink({ place, slug, className, children }: PlaceLinkProps) {
  const isUnder = useIsUnder(slug);
  return (
    <NavLink
      to={`/coop/${slug}${place.to}`}
      end={place.to === ""}
      prefetch="intent"
      className={({ isActive }) => className(isActive || isUnder(place))}
    >
      {children}
    </NavLink>
  );
}

/** Whether the page that is shown belongs to a place without standing below its address. */
function useIsUnder(slug: string): (place: Place) => boolean {
  const { pathname } = useLocation();
  return ({ name }) => (ALSO_OF[name] ?? []).some((path) => pathname.includes(`/coop/${slug}${path}`));
}

interface MoreProps extends Pick<PlacesProps, "slug" | "waiting"> {
  readonly places: readonly Place[];
}

/** The places that find no room at the thumb: one tap further, also without JavaScript. */
function More({ places, slug, waiting }: MoreProps) {
  const words = useTranslations("desk.frame");
  const { pathname } = useLocation();
  const isUnder = useIsUnder(slug);
  const here = places.some((place) => isUnder(place) || pathname.includes(`/coop/${slug}${place.to}`));
  return (
    // A new page closes it.
    <details key={pathname} className="relative">
      <summary
        className={classes(
          "flex min-h-14 cursor-pointer list-none flex-col items-center justify-center gap-0.5 text-13",
          here ? "font-semibold text-field" : "text-ink-2",
        )}
      >
        <span className="relative">
          <MoreIcon className="size-6" />
          <Waiting
            count={places.reduce((sum, place) => sum + (waiting[place.name] ?? 0), 0)}
            className="absolute -right-3 -top-1.5"
          />
        </span>
        {words("more")}
      </summary>
      <div className="absolute right-2 bottom-full mb-2 min-w-44 rounded-card border border-line bg-card py-1 shadow-float">
        {places.map((place) => (
          <PlaceLink
            key={place.name}
            {...{ place, slug }}
            className={(isHere) =>
              classes(
                "flex min-h-12 items-center gap-3 px-4 text-15",
                isHere ? "font-semibold text-field" : "text-ink",
              )
            }
          >
            <place.icon className="size-5" />
            {words(`tab.${place.name}`)}
          </PlaceLink>
        ))}
      </div>
    </details>
  );
}

const MOST_SHOWN = 99;

/** The number at a place, and the same in words for who does not see it. */
function Waiting({ count, className }: { readonly count: number; readonly className: string }) {
  const words = useTranslations("desk.frame");
  if (count === 0) return null;
  return (
    <>
      <span
        aria-hidden
        className={classes(
          "figures grid h-5 min-w-5 place-items-center rounded-full bg-vermilion px-1 text-13 font-semibold text-on-vermilion",
          className,
        )}
      >
        {count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}
      </span>
      <span className="sr-only">{words("waiting", { count })}</span>
    </>
  );
}
