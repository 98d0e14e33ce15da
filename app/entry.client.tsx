import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { loadCatalogue } from "~/ui/messages/load.client";
import { speaksOtherWords } from "~/ui/messages/other-words";
import { CatalogueProvider } from "~/ui/messages/provider";

const { lang, dataset } = document.documentElement;

/**
 * Remix reads the page's data while React renders it for the first time, and throws its promise until that is done. If
 * somebody taps in that moment React can not wait: it fails, and the page stays dead. So Remix is called once outside
 * of React, for that promise alone.
 */
async function pageDataRead(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (waitedFor) {
    if (!(waitedFor instanceof Promise)) throw waitedFor;
    await waitedFor;
  }
}

/** The page is readable before this runs; the words are needed again so that React can take it over. */
const [catalogue] = await Promise.all([loadCatalogue(lang, dataset.area), pageDataRead()]);

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
