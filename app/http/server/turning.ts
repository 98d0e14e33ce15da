import type { IncomingMessage, ServerResponse } from "node:http";
import { ALLOWED_METHODS, arrivalTimeOf, drainLimitOf, type Turned } from "./admission";
import type { BodyWatch } from "./body-watch";
import { clientAddress } from "./client-address";
import { drain } from "./drain";
import { contentSecurityPolicy, type SiteFacts } from "./security-headers";
import type { ShortWords } from "./short-words";
import { type UnsentPage, unsentOf } from "./unsent";

export interface TurningOptions {
  readonly site: SiteFacts;
  readonly bodies: BodyWatch;
  /** As for `clientAddress`. */
  readonly proxiesInFront: number;
  /** What a person reads whose form was too long or too slow. */
  readonly unsentPage: UnsentPage;
  readonly words: ShortWords;
}

/** A request and its answer, and the id it goes by, made when somebody asks for it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: () => string;
}

export interface Turning {
  /** Lets a body come, within its time, or tells why not. */
  follow(exchange: Exchange): Turned | undefined;
  /** Says no, and hears a body that is only too long to its end. */
  turn(exchange: Exchange, turned: Turned): void;
}

type Reason = Turned | { readonly status: 408; readonly reason: "tooSlow" };

const RETRY_AFTER_SECONDS = "20";

/** How forms that do not get through are refused: in a page to people, in a bare word to programs. */
export function createTurning({ site, bodies, proxiesInFront, unsentPage, words }: TurningOptions): Turning {
  function write({ request, response, requestId }: Exchange, { status, reason }: Reason): void {
    // A body is not read as far as it goes; without closing, the client would wait for a server that will not listen.
    const allow = status === 405 ? { allow: ALLOWED_METHODS } : {};
    const later = status === 429 || status === 503 ? { "retry-after": RETRY_AFTER_SECONDS } : {};
    const more = { connection: "close", ...allow, ...later };
    const unsent = unsentOf(request, reason);
    if (!unsent) {
      words.write(response, { status, text: reason, requestId: requestId(), more });
      return;
    }
    const text = unsentPage(unsent);
    const policy = contentSecurityPolicy(text, site);
    const page = { "content-type": "text/html; charset=utf-8", "content-security-policy": policy };
    words.write(response, { status, text, requestId: requestId(), more: { ...more, ...page } });
  }

  function hearOut({ request, response }: Exchange): void {
    void drain(request, drainLimitOf(request.url ?? "")).then(() => response.end());
  }

  /** Whoever reads the form is told that its sender has gone, so nothing is done with half of one. */
  function sayTooSlow(exchange: Exchange): boolean {
    const { request, response } = exchange;
    if (response.headersSent || !unsentOf(request, "tooSlow")) return false;
    write(exchange, { status: 408, reason: "tooSlow" });
    request.emit("aborted");
    hearOut(exchange);
    return true;
  }

  const turning: Turning = {
    follow(exchange) {
      const { request } = exchange;
      const client = clientAddress(request, proxiesInFront);
      const within = arrivalTimeOf(request.url ?? "");
      const reason = bodies.follow(request, client, within, () => sayTooSlow(exchange));
      return reason && { status: reason === "tooManyBodies" ? 503 : 429, reason };
    },
    turn(exchange, turned) {
      const hears = turned.status === 413 && turning.follow(exchange) === undefined;
      write(exchange, turned);
      if (hears) hearOut(exchange);
      else exchange.response.end();
    },
  };
  return turning;
}
