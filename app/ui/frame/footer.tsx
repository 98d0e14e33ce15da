import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";

/** Licences stand on every page (电子商务法 art 15), as do the rules and the way to the public books. */
export function Footer() {
  const words = useTranslations("frame");
  return (
    <footer className="border-t border-line bg-card">
      <div className="page grid gap-6 py-8 text-15 text-ink-2 md:grid-cols-[2fr_1fr_1fr]">
        <p className="max-w-reading">{words("footer.about")}</p>
        <nav aria-label={words("footer.rules")} className="flex flex-col gap-1">
          <Link to="/villages" className="hover:text-ink hover:underline">
            {words("footer.ledgers")}
          </Link>
          <Link to="/wholesale" className="hover:text-ink hover:underline">
            {words("wholesale")}
          </Link>
          <Link to="/privacy" className="hover:text-ink hover:underline">
            {words("footer.privacy")}
          </Link>
        </nav>
        <div className="text-13 text-ink-3">
          <p>{words("footer.operator")}</p>
          <p className="mt-1">{words("footer.example")}</p>
        </div>
      </div>
    </footer>
  );
}
