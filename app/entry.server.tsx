import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import type { ReactElement } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { collectHtml } from "~/http/server/collect-html";
import { catalogueOf } from "~/ui/messages/catalogues.server";
import { areaOfMatches, CatalogueProvider } from "~/ui/messages/provider";

/** How long loaders may take before the page is given up. Deferred data must settle within it. */
export const streamTimeout = 10_000;

/**
 * Renders a whole page before the first byte leaves: the content security policy names the hash of every inline
 * script, and kept pages are compressed as a whole.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let failed = false;
    const { pipe, abort } = renderToPipeableStream(pageTree(remix, request.url, context), {
      onAllReady() {
        clearTimeout(patience);
        headers.set("content-type", "text/html; charset=utf-8");
        collectHtml(pipe).then(
          (html) => resolve(new Response(new Uint8Array(html), { status: failed ? 500 : status, headers })),
          reject,
        );
      },
      onShellError: reject,
      onError(fault) {
        failed = true;
        if (!request.signal.aborted) context.portal.onFault(fault, context.requestId);
      },
    });
    // Cleared when the page stands: a timer that waits on would hold every page of the last seconds in memory.
    const patience = setTimeout(abort, streamTimeout + 1000).unref();
  });
}

/** Everything React renders of a page. The bench streams the same tree without the rest of the portal. */
export function pageTree(remix: EntryContext, url: string, context: AppLoadContext): ReactElement {
  const area = areaOfMatches(remix.staticHandlerContext.matches.map((match) => match.route.id));
  return (
    <CatalogueProvider locale={context.locale} messages={catalogueOf(context.locale, area)}>
      <RemixServer context={remix} url={url} abortDelay={streamTimeout} />
    </CatalogueProvider>
  );
}

/** Faults only: that an address or a method is unknown is the asker's mistake, and strangers make it all day. */
export function handleError(
  fault: unknown,
  { request, context }: { request: Request; context: AppLoadContext },
): void {
  if (isRouteErrorResponse(fault) && fault.status < 500) return;
  if (!request.signal.aborted) context.portal.onFault(fault, context.requestId);
}
