import type { Address } from "./addresses";

/** Asks as a visitor's browser does, for one route at a time: what guards a page around it must not be its only guard. */
export interface Asking {
  readonly origin: string;
  readonly address: Address;
  /** The address with its places filled in. */
  readonly path: string;
  readonly cookie: string;
}

export interface Answer {
  readonly status: number;
  /** Where the answer leads on to; empty when it does not. */
  readonly location: string;
  readonly text: string;
}

/** Fills `:slug` and its like in; the desk's own first. */
export function fill(path: string, params: Readonly<Record<string, string>>): string {
  return path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? "none"));
}

export function look({ origin, address, path, cookie }: Asking): Promise<Answer> {
  return send(`${origin}${asData(address, path, `_routes=${encodeURIComponent(address.id)}`)}`, {
    headers: headersOf(cookie),
  });
}

/** Without fields: a form that is none of the page's. */
export function change(
  { origin, address, path, cookie }: Asking,
  fields: Readonly<Record<string, string>> = { intent: "none" },
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return send(`${origin}${asData(address, path, address.own.index ? "index" : "")}`, {
    method: "POST",
    headers: { ...headersOf(cookie), ...headers },
    body: new URLSearchParams(fields),
  });
}

/** Pages are asked for by their data, which is the same loader or action without the drawing. */
function asData(address: Address, path: string, query: string): string {
  const data = address.isPage ? `${path === "/" ? "/_root" : path}.data` : path;
  return address.isPage && query ? `${data}?${query}` : data;
}

function headersOf(cookie: string): Record<string, string> {
  return cookie ? { cookie } : {};
}

/** A redirect travels in the body of a data answer, as status 202. */
const LEADS_TO = /"redirect","([^"]*)"/;

async function send(url: string, init: RequestInit): Promise<Answer> {
  const answer = await fetch(url, { ...init, redirect: "manual" });
  if (answer.headers.get("content-type")?.startsWith("text/event-stream")) {
    await answer.body?.cancel();
    return { status: answer.status, location: "", text: "" };
  }
  const text = await answer.text();
  const location = answer.headers.get("location") ?? LEADS_TO.exec(text)?.[1] ?? "";
  return { status: answer.status, location, text };
}
