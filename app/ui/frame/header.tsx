import { Form, Link, NavLink } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Emblem } from "~/ui/illustrations/emblem";
import { classes } from "~/ui/primitives/classes";
import { CartLink } from "./cart-link";
import { BasketIcon, PersonIcon, SearchIcon } from "./icons";
import { LanguageMenu } from "./language-menu";

const PLACES = [
  { to: "/products", name: "products" },
  { to: "/villages", name: "villages" },
  { to: "/wholesale", name: "wholesale" },
] as const;

/** One line on a phone: name, search, basket. The places stand below it and scroll sideways when they must. */
export function Header() {
  const words = useTranslations("frame");
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-paper/95 backdrop-blur-sm">
      <div className="page flex h-14 items-center gap-2 md:gap-6">
        <Link to="/" reloadDocument className="flex shrink-0 items-center gap-2" aria-label={words("name")}>
          <Emblem className="size-8 text-vermilion" />
          <span className="text-20 font-semibold max-sm:sr-only">{words("name")}</span>
        </Link>
        <Form action="/products" role="search" className="relative min-w-0 flex-1 md:max-w-96">
          <SearchIcon className="pointer-events-none absolute left-3 top-1/2 size-5 -translate-y-1/2 text-ink-3" />
          <input
            type="search"
            name="q"
            aria-label={words("search")}
            placeholder={words("searchPlaceholder")}
            maxLength={40}
            className="h-10 w-full rounded-full border border-line bg-card pl-10 pr-4 text-15 placeholder:text-ink-3"
          />
        </Form>
        <nav aria-label={words("mainMenu")} className="ml-auto hidden items-center gap-1 md:flex">
          {PLACES.map(({ to, name }) => (
            <Place key={to} to={to} label={words(name)} />
          ))}
        </nav>
        <div className="flex items-center">
          <LanguageMenu />
          <Link
            to="/account"
            reloadDocument
            aria-label={words("account")}
            className="grid size-11 place-items-center"
          >
            <PersonIcon className="size-6" />
          </Link>
          <CartLink icon={<BasketIcon className="size-6" />} />
        </div>
      </div>
      <nav
        aria-label={words("mainMenu")}
        className="page flex h-10 items-stretch gap-1 overflow-x-auto md:hidden"
      >
        {PLACES.map(({ to, name }) => (
          <Place key={to} to={to} label={words(name)} />
        ))}
      </nav>
    </header>
  );
}

function Place({ to, label }: { to: string; label: string }) {
  return (
    <NavLink
      to={to}
      prefetch="intent"
      className={({ isActive }) =>
        classes(
          "flex items-center border-b-2 px-3 text-15 whitespace-nowrap md:h-14",
          isActive
            ? "border-vermilion font-semibold text-ink"
            : "border-transparent text-ink-2 hover:text-ink",
        )
      }
    >
      {label}
    </NavLink>
  );
}
