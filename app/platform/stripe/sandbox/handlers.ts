import { type HttpHandler, HttpResponse, http } from "msw";
import { type ApiReply, answer } from "./api";
import type { Core } from "./core";
import { type Route, routes } from "./routes";
import type { Troubles } from "./troubles";

export const STRIPE_ORIGIN = "https://api.stripe.com";
const API = `${STRIPE_ORIGIN}/v1`;

/**
 * The API as MSW request handlers for `https://api.stripe.com/v1`, for `setupServer(...)` in the same process and
 * for the HTTP server, which asks the same handlers.
 */
export function stripeHandlers(core: Core, troubles: Troubles): HttpHandler[] {
  const known = routes.map((route) => {
    const respond = ({ request, params }: { request: Request; params: Record<string, unknown> }) =>
      reply(core, troubles, route, request, typeof params.id === "string" ? params.id : "");
    return http[route.method](`${API}${route.path}`, respond);
  });
  return [...known, http.all(`${API}/*`, ({ request }) => reply(core, troubles, undefined, request, ""))];
}

async function reply(
  core: Core,
  troubles: Troubles,
  route: Route | undefined,
  request: Request,
  id: string,
): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const result: ApiReply = await answer(
    core,
    troubles,
    route,
    {
      method: request.method,
      path: pathname.slice("/v1".length),
      form: request.method === "POST" ? await request.text() : search.slice(1),
      header: (name) => request.headers.get(name),
    },
    id,
  );
  if (result === "broken") return HttpResponse.error();
  return new HttpResponse(result.body, { status: result.status, headers: result.headers });
}
