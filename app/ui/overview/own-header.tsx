import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { LanguageMenu } from "~/ui/frame/language-menu";
import { Emblem } from "~/ui/illustrations/emblem";

/** The head of a page of figures that belongs to no desk: whose they are, and the way to the shop. */
export function OwnHeader({ name }: { name: string }) {
  const words = useTranslations("desk.frame");
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-card">
      <div className="page flex h-14 items-center gap-3">
        <Link to="/" reloadDocument aria-label={words("shop")} className="shrink-0">
          <Emblem className="size-8 text-field" />
        </Link>
        <p className="min-w-0 truncate text-17 font-semibold">{name}</p>
        <div className="ml-auto shrink-0">
          <LanguageMenu />
        </div>
      </div>
    </header>
  );
}
