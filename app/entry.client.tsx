import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { createSpeech } from "~/ui/messages/load.client";
import { SpeechProvider } from "~/ui/messages/provider";
import type { Area } from "~/ui/messages/types";

const { lang, dataset } = document.documentElement;
const speech = createSpeech(lang);

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
await Promise.all([speech.load((dataset.area ?? "shop") as Area), pageDataRead()]);

/**
 * Whoever taps "back" twice before the page has come alive may stand at the address of another page: the browser takes
 * both for places of one document. It has not got that page's data; a fresh one has.
 */
function hasMovedOn(): boolean {
  const [own] = performance.getEntriesByType("navigation");
  if (!(own instanceof PerformanceNavigationTiming)) return false;
  // A document that was gone to has no other places yet, and may bear the name of one that passed it on here.
  return own.type !== "navigate" && withoutHash(own.name) !== withoutHash(location.href);
}

const withoutHash = (address: string) => address.split("#", 1)[0];

if (hasMovedOn()) location.reload();
else {
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <SpeechProvider value={speech}>
          <RemixBrowser />
        </SpeechProvider>
      </StrictMode>,
    );
  });
}
