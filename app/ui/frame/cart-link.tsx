import { Link, useLocation } from "@remix-run/react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslations } from "use-intl";

/** What /api/v1/me says of the visitor; asked for after the page stands, because pages are the same for all. */
interface Me {
  readonly cartPacks: number;
}

const CHANGED = "cart-changed";

/** Lets every part that shows the basket's count ask for it anew. */
export function announceCartChanged(): void {
  window.dispatchEvent(new Event(CHANGED));
}

export function CartLink({ icon }: { icon: ReactNode }) {
  const words = useTranslations("frame");
  const { key } = useLocation();
  const [packs, setPacks] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every navigation may have changed the basket
  useEffect(() => {
    const controller = new AbortController();
    const ask = () =>
      fetch("/api/v1/me", { signal: controller.signal })
        .then((answer) => (answer.ok ? (answer.json() as Promise<Me>) : undefined))
        .then((me) => me && setPacks(me.cartPacks))
        // The count is a courtesy: on a weak signal the basket simply shows none.
        .catch(() => undefined);
    void ask();
    window.addEventListener(CHANGED, ask);
    return () => {
      window.removeEventListener(CHANGED, ask);
      controller.abort();
    };
  }, [key]);
  return (
    <Link
      to="/cart"
      aria-label={packs > 0 ? words("cartCount", { count: packs }) : words("cart")}
      className="relative grid size-11 place-items-center"
    >
      {icon}
      {packs > 0 && (
        <span
          aria-hidden
          className="figures absolute right-0 top-0.5 grid h-5 min-w-5 place-items-center rounded-full bg-vermilion px-1 text-13 font-semibold text-on-vermilion"
        >
          {packs > 99 ? "99+" : packs}
        </span>
      )}
    </Link>
  );
}
