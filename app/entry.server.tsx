import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import type { ReactElement } from "react";
import { renderToString } from "react-dom/server";
import { dataScript } from "~/http/server/page-data";
import { catalogueOf } from "~/ui/messages/catalogues.server";
import { SpeechProvider } from "~/ui/messages/provider";

export { unsentPage } from "~/ui/frame/unsent-page.server";

/** How long loaders may take before the page is given up. Deferred data must settle within it. */
export const streamTimeout = 10_000;

/**
 * Renders a whole page before the first byte leaves: the content security policy names the hash of every inline
 * script, and kept pages are compressed as a whole. So the data is waited for first and React writes one string, in
 * half the time that its streams take.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const { serverHandoffStream, ...frame } = remix;
  const data = serverHandoffStream && (await dataScript(serverHandoffStream));
  const page = renderToString(pageTree(frame, request.url, context));
  const comesAlive = data !== undefined && remix.renderMeta?.didRenderScripts === true;
  headers.set("content-type", "text/html; charset=utf-8");
  context.terms.html = `<!DOCTYPE html>${comesAlive ? beforeBodyEnds(page, data) : page}`;
  return new Response(null, { status, headers });
}

function beforeBodyEnds(page: string, script: string): string {
  const end = page.lastIndexOf("</body>");
  return `${page.slice(0, end)}${script}${page.slice(end)}`;
}

/** Everything React renders of a page. The bench streams the same tree without the rest of the portal. */
export function pageTree(remix: EntryContext, url: string, context: AppLoadContext): ReactElement {
  const { locale } = context;
  return (
    <SpeechProvider value={{ locale, read: (area) => catalogueOf(locale, area ?? "shop") }}>
      <RemixServer context={remix} url={url} abortDelay={streamTimeout} />
    </SpeechProvider>
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
