import { getResponse } from "msw";
import type { StripeSandbox } from "./sandbox";

/**
 * A `fetch` that goes no further than this sandbox: `httpClient: Stripe.createFetchHttpClient(sandboxFetch(sandbox))`.
 *
 * The same handlers as through `setupServer`, without the cost of intercepting sockets: for load tests. Requests
 * to anywhere else fail as if there were no network.
 */
export function sandboxFetch(sandbox: StripeSandbox): typeof fetch {
  return async (input, init) => {
    const response = await getResponse(sandbox.handlers, new Request(input, init));
    if (response === undefined || response.type === "error") throw new TypeError("fetch failed");
    return response;
  };
}
