import { Link, NavLink, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { LanguageMenu } from "~/ui/frame/language-menu";
import { Emblem } from "~/ui/illustrations/emblem";
import { classes } from "~/ui/primitives/classes";
import {
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

const TABS = [
  { to: "", name: "today", icon: TodayIcon },
  { to: "/orders", name: "orders", icon: ParcelIcon },
  { to: "/leads", name: "leads", icon: LetterIcon },
  { to: "/products", name: "products", icon: GoodsIcon },
  { to: "/stock", name: "stock", icon: StoreIcon },
  { to: "/intake", name: "intake", icon: ScaleIcon },
  { to: "/team", name: "team", icon: TeamIcon },
  { to: "/audit", name: "audit", icon: LogIcon },
] as const;
/** More do not fit side by side on a phone with a word under each. */
const MOST_IN_BAR = 5;
export type DeskTab = (typeof TABS)[number]["name"];

interface DeskFrameProps {
  readonly slug: string;
  readonly name: string;
  /** The tabs this person may open. */
  readonly tabs: readonly DeskTab[];
  /** How much waits behind a tab. */
  readonly waiting: Readonly<Partial<Record<DeskTab, number>>>;
  readonly children: ReactNode;
}

/** What stands around every page of a cooperative's desk: its name, its places, the way back to the shop. */
export function DeskFrame({ slug, name, tabs, waiting, children }: DeskFrameProps) {
  const words = useTranslations("desk.frame");
  const shown = TABS.filter((tab) => tabs.includes(tab.name));
  const inBar = shown.length > MOST_IN_BAR ? shown.slice(0, MOST_IN_BAR - 1) : shown;
  const behind = shown.slice(inBar.length);
  return (
    <>
      <header className="sticky top-0 z-30 border-b border-line bg-card">
        <div className="page flex h-14 items-center gap-3">
          <Link to="/" reloadDocument aria-label={words("shop")} className="shrink-0">
            <Emblem className="size-8 text-field" />
          </Link>
          <Link to={`/coop/${slug}`} className="min-w-0 truncate text-17 font-semibold">
            {name}
          </Link>
          <nav aria-label={words("menu")} className="ml-4 hidden self-stretch overflow-x-auto md:flex">
            {shown.map((tab) => (
              <Tab key={tab.name} {...{ tab, slug }} waiting={waiting[tab.name] ?? 0} look="top" />
            ))}
          </nav>
          <div className="ml-auto flex shrink-0 items-center">
            <LanguageMenu />
            <Link
              to={`/cooperatives/${slug}`}
              reloadDocument
              className="flex min-h-11 items-center text-15 whitespace-nowrap text-indigo underline-offset-4 hover:underline"
            >
              {words("shopPage")}
            </Link>
          </div>
        </div>
      </header>
      <div className="pb-28 md:pb-16">{children}</div>
      <nav
        aria-label={words("menu")}
        className="fixed inset-x-0 bottom-0 z-30 grid auto-cols-fr grid-flow-col border-t border-line bg-card pb-[env(safe-area-inset-bottom)] md:hidden"
      >
        {inBar.map((tab) => (
          <Tab key={tab.name} {...{ tab, slug }} waiting={waiting[tab.name] ?? 0} look="bottom" />
        ))}
        {behind.length > 0 && <More tabs={behind} {...{ slug, waiting }} />}
      </nav>
    </>
  );
}

interface MoreProps extends Pick<DeskFrameProps, "slug" | "waiting"> {
  readonly tabs: readonly (typeof TABS)[number][];
}

/** The places that find no room at the thumb: one tap further, also without JavaScript. */
function More({ tabs, slug, waiting }: MoreProps) {
  const words = useTranslations("desk.frame");
  const { pathname } = useLocation();
  const here = tabs.some((tab) => pathname.includes(`/coop/${slug}${tab.to}`));
  const count = tabs.reduce((sum, tab) => sum + (waiting[tab.name] ?? 0), 0);
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
          {count > 0 && <Badge count={count} className="absolute -right-3 -top-1.5" />}
        </span>
        {words("more")}
      </summary>
      <div className="absolute right-2 bottom-full mb-2 min-w-44 rounded-card border border-line bg-card py-1 shadow-float">
        {tabs.map((tab) => (
          <NavLink
            key={tab.name}
            to={`/coop/${slug}${tab.to}`}
            className={({ isActive }) =>
              classes(
                "flex min-h-12 items-center gap-3 px-4 text-15",
                isActive ? "font-semibold text-field" : "text-ink",
              )
            }
          >
            <tab.icon className="size-5" />
            {words(`tab.${tab.name}`)}
          </NavLink>
        ))}
      </div>
    </details>
  );
}

interface TabProps {
  readonly tab: (typeof TABS)[number];
  readonly slug: string;
  readonly waiting: number;
  readonly look: "top" | "bottom";
}

function Tab({ tab, slug, waiting, look }: TabProps) {
  const words = useTranslations("desk.frame");
  const bottom = look === "bottom";
  return (
    <NavLink
      to={`/coop/${slug}${tab.to}`}
      end={tab.to === ""}
      prefetch="intent"
      className={({ isActive }) =>
        classes(
          "relative flex items-center justify-center",
          bottom
            ? "min-h-14 flex-col gap-0.5 text-13"
            : "gap-2 border-b-2 px-3 text-15 whitespace-nowrap lg:px-4",
          isActive
            ? classes("font-semibold text-ink", !bottom && "border-field", bottom && "text-field")
            : classes("text-ink-2 hover:text-ink", !bottom && "border-transparent"),
        )
      }
    >
      <span className="relative">
        <tab.icon className={bottom ? "size-6" : "size-5"} />
        {bottom && waiting > 0 && <Badge count={waiting} className="absolute -right-3 -top-1.5" />}
      </span>
      {words(`tab.${tab.name}`)}
      {!bottom && waiting > 0 && <Badge count={waiting} />}
      {waiting > 0 && <span className="sr-only">{words("waiting", { count: waiting })}</span>}
    </NavLink>
  );
}

const MOST_SHOWN = 99;

function Badge({ count, className }: { count: number; className?: string }) {
  return (
    <span
      aria-hidden
      className={classes(
        "figures grid h-5 min-w-5 place-items-center rounded-full bg-vermilion px-1 text-13 font-semibold text-on-vermilion",
        className,
      )}
    >
      {count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}
    </span>
  );
}
