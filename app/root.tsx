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
import { useLocale } from "use-intl";
import { AlternateLanguages } from "~/ui/frame/alternate-languages";
import { ErrorPage, ErrorTitle } from "~/ui/frame/error-page";
import { Frame } from "~/ui/frame/frame";
import { areaOfMatches } from "~/ui/messages/provider";
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

export function Layout({ children }: { children: React.ReactNode }) {
  const facts = useRouteLoaderData<typeof loader>("root");
  const area = useArea();
  const error = useRouteError();
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
