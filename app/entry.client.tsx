import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { loadCatalogue } from "~/ui/messages/load.client";
import { speaksOtherWords } from "~/ui/messages/other-words";
import { CatalogueProvider } from "~/ui/messages/provider";

const { lang, dataset } = document.documentElement;

/** The page is readable before this runs; the words are needed again so that React can take it over. */
const catalogue = await loadCatalogue(lang, dataset.area);

// A link to a page with other words is left to the browser: the fresh page brings its words along.
window.addEventListener(
  "click",
  (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link?.origin === location.origin && speaksOtherWords(dataset.area, link.pathname))
      event.stopPropagation();
  },
  { capture: true },
);

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <CatalogueProvider locale={lang} messages={catalogue}>
        <RemixBrowser />
      </CatalogueProvider>
    </StrictMode>,
  );
});
