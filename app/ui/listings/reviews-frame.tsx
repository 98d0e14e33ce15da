import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { LanguageMenu } from "~/ui/frame/language-menu";
import { Emblem } from "~/ui/illustrations/emblem";

/** What stands around the review desk: the way to the shop, where one is, the languages. */
export function ReviewsFrame({ children }: { children: ReactNode }) {
  const frame = useTranslations("desk.frame");
  const words = useTranslations("listings.review");
  return (
    <>
      <header className="sticky top-0 z-30 border-b border-line bg-card">
        <div className="page flex h-14 items-center gap-3">
          <Link to="/" reloadDocument aria-label={frame("shop")} className="shrink-0">
            <Emblem className="size-8 text-field" />
          </Link>
          <Link to="/alliance/reviews" className="min-w-0 truncate text-17 font-semibold">
            {words("title")}
          </Link>
          <div className="ml-auto">
            <LanguageMenu />
          </div>
        </div>
      </header>
      <div className="pb-16">{children}</div>
    </>
  );
}
