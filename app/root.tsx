import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLoaderData,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { useLocale } from "use-intl";
import { AlternateLanguages } from "~/ui/frame/alternate-languages";
import { ErrorPage, ErrorTitle } from "~/ui/frame/error-page";
import { Frame } from "~/ui/frame/frame";
import { areaOfMatches, WordsOfArea } from "~/ui/messages/provider";
import type { Area } from "~/ui/messages/types";
import theme from "~/ui/theme.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: theme },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

/** Nothing here depends on who is asking: every page that adds nothing personal can be kept for everybody. */
export function loader({ context }: LoaderFunctionArgs) {
  return { publicOrigin: context.portal.publicOrigin, demo: context.portal.mode === "demo" };
}

/** What the root loader gave last never goes stale: it changes only with the process. */
export const shouldRevalidate = () => false;

function useArea() {
  return areaOfMatches(useMatches().map((match) => match.id));
}

export function Layout({ children }: { children: ReactNode }) {
  const area = useArea();
  // Where nothing failed this is null, not undefined.
  const error = useRouteError() ?? undefined;
  // What went wrong is said with any words: those of a page that could not be read may not be there.
  return (
    <WordsOfArea area={error === undefined ? area : null}>
      <Document area={error === undefined ? area : "shop"} error={error}>
        {children}
      </Document>
    </WordsOfArea>
  );
}

interface DocumentProps {
  readonly area: Area;
  readonly error: unknown;
  readonly children: ReactNode;
}

function Document({ area, error, children }: DocumentProps) {
  const facts = useRouteLoaderData<typeof loader>("root");
  return (
    <html lang={useLocale()} data-area={area}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#fbf8f2" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#171411" media="(prefers-color-scheme: dark)" />
        <Meta />
        {error !== undefined && <ErrorTitle error={error} />}
        {facts && <AlternateLanguages origin={facts.publicOrigin} />}
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function App() {
  const { demo } = useLoaderData<typeof loader>();
  return (
    <Frame demo={demo} desk={useArea() === "desk"}>
      <Outlet />
    </Frame>
  );
}

export function ErrorBoundary() {
  const facts = useRouteLoaderData<typeof loader>("root");
  return (
    <Frame demo={facts?.demo ?? false} desk={useArea() === "desk"}>
      <ErrorPage error={useRouteError()} />
    </Frame>
  );
}
