import type { ClientActionFunctionArgs, ShouldRevalidateFunction } from "@remix-run/react";
import type { RefusalCode } from "~/http/refusals";
import { hasBrokenOff } from "~/ui/frame/line-faults";
import { browserDrafts } from "./draft-store";

/** How a sending of a form ended, as far as the browser can tell. */
export type SendOutcome = "arrived" | "refused" | "keyUsed" | "unsent";

type Listener = (outcome: SendOutcome) => void;

const listeners = new Map<string, Set<Listener>>();

/** Tells how sendings under a request key end; gives the function that stops telling. */
export function onSent(key: string, listener: Listener): () => void {
  const those = listeners.get(key) ?? new Set();
  listeners.set(key, those.add(listener));
  return () => {
    those.delete(listener);
    if (those.size === 0) listeners.delete(key);
  };
}

function tell(key: string, outcome: SendOutcome): void {
  if (outcome === "arrived") browserDrafts().forgetKey(key);
  for (const listener of listeners.get(key) ?? []) listener(outcome);
}

/** Longer, and somebody in a packing shed believes the button is broken. */
const ANSWER_WITHIN_MS = 20_000;

/** What the router is answered with, so that it leaves the page as it is and reads nothing anew. */
export const NOT_SENT = 503;

/**
 * A route whose form did not reach the portal reads nothing anew, which would fail as well and take the form off the page.
 * Single fetch reads every route that does not say so itself.
 */
export const stayWhenUnsent: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus !== NOT_SENT && defaultShouldRevalidate;

/**
 * The client action of every route whose forms hold a `KeptDraft`:
 *
 *     export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";
 *
 * A form that did not reach the portal, or whose answer did not come back, stays on the page with what was typed; it is
 * sent again when the person says so. Everything else goes its usual way.
 */
export async function sendKept({ request, serverAction }: ClientActionFunctionArgs): Promise<unknown> {
  const form = await request.clone().formData();
  const key = form.get("requestKey");
  if (typeof key !== "string") return serverAction();
  try {
    const answer = await withinTime(serverAction());
    tell(key, outcomeOf(answer));
    return answer;
  } catch (thrown) {
    if (isRedirect(thrown)) tell(key, "arrived");
    if (!isNoSignal(thrown)) throw thrown;
    tell(key, "unsent");
    return Response.json(null, { status: NOT_SENT });
  }
}

class NoAnswer extends Error {}

async function withinTime<T>(answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer("no answer came")), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

function isRedirect(thrown: unknown): boolean {
  return thrown instanceof Response && thrown.status >= 300 && thrown.status < 400;
}

/**
 * Whether a form may not have arrived. Any TypeError counts, more than for a page that cannot be read: taken for a fault of
 * ours by mistake, it would take away what was typed.
 */
export function isNoSignal(thrown: unknown): boolean {
  return thrown instanceof TypeError || thrown instanceof NoAnswer || hasBrokenOff(thrown);
}

interface DeskAnswer {
  readonly refused?: unknown;
  readonly done?: unknown;
  readonly problems?: object;
}

const KEY_USED: RefusalCode = "FormSentBefore";

/** The shapes in which desk pages are told "no"; nothing was changed, and what was typed is worth keeping. */
function outcomeOf(answer: unknown): SendOutcome {
  if (typeof answer !== "object" || answer === null) return "arrived";
  const { refused, done, problems = {} } = answer as DeskAnswer;
  if (refused === KEY_USED) return "keyUsed";
  const isRefused = refused !== undefined || done === false || Object.keys(problems).length > 0;
  return isRefused ? "refused" : "arrived";
}
