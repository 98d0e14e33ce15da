import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { loadCatalogue } from "~/ui/messages/load.client";
import { CatalogueProvider } from "~/ui/messages/provider";

const { lang, dataset } = document.documentElement;

/** The page is readable before this runs; the words are needed again so that React can take it over. */
const catalogue = await loadCatalogue(lang, dataset.area);

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
