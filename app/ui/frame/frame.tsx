import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Footer } from "./footer";
import { Header } from "./header";

interface FrameProps {
  readonly demo: boolean;
  /** Desks bring their own header and no footer. */
  readonly desk: boolean;
  readonly children: ReactNode;
}

/** What stands around every page: a way past the menu, the demo's plain word, header, content, footer. */
export function Frame({ demo, desk, children }: FrameProps) {
  const words = useTranslations("frame");
  return (
    <>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:left-2 focus:top-2 focus:z-50 focus:rounded-control focus:bg-card focus:px-4 focus:py-2"
      >
        {words("skip")}
      </a>
      {demo && <DemoBanner />}
      {!desk && <Header />}
      <main id="content" className={desk ? "flex-1" : "flex-1 pb-16"}>
        {children}
      </main>
      {!desk && <Footer />}
    </>
  );
}

function DemoBanner() {
  const words = useTranslations("frame.demo");
  return (
    <aside aria-label={words("label")} className="bg-amber-tint text-13 text-amber">
      <p className="page flex min-h-9 flex-wrap items-center justify-between gap-x-4 py-1">
        <span>{words("banner")}</span>
        <Link to="/demo" reloadDocument className="font-semibold underline underline-offset-4">
          {words("open")}
        </Link>
      </p>
    </aside>
  );
}
