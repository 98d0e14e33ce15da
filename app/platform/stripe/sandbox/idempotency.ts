import { createHash } from "node:crypto";
import { type Core, seconds } from "./core";
import { StripeRefusal } from "./errors";
import type { FormHash, FormValue } from "./form-decoding";
import type { SavedReply } from "./types";

/** Stripe may forget a key once it is this old. The sandbox does so at once, to show who relied on more. */
const KEPT_SECONDS = 24 * 60 * 60;
const LONGEST_KEY = 255;

/** Refuses a key that is too long. No key at all is fine: the request then simply is not protected. */
export function checkKey(key: string | null): void {
  if (key === null || key.length <= LONGEST_KEY) return;
  throw new StripeRefusal(
    400,
    {
      type: "invalid_request_error",
      message: `Idempotency keys can be at most ${LONGEST_KEY} characters long; this one has ${key.length}.`,
    },
    false,
  );
}

/** What makes two requests "the same": the endpoint and its parameters, in whatever order they were written. */
export function fingerprint(method: string, path: string, form: FormHash): string {
  const text = `${method} ${path} ${JSON.stringify(ordered(form))}`;
  return createHash("sha256").update(text).digest("base64");
}

/** The first answer under this key, undefined for a new key. Refuses a key met with another request. */
export function savedReply(core: Core, key: string, print: string): SavedReply | undefined {
  forgetOld(core);
  const saved = core.state.replies.get(key);
  if (saved === undefined || saved.fingerprint === print) return saved;
  throw new StripeRefusal(
    400,
    {
      type: "idempotency_error",
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    },
    false,
  );
}

export function saveReply(core: Core, reply: Omit<SavedReply, "created">): void {
  core.state.replies.put({ ...reply, created: seconds(core) });
}

/** Replies stand in the order in which they were given, so the old ones are in front. */
function forgetOld(core: Core): void {
  const oldest = seconds(core) - KEPT_SECONDS;
  for (const reply of core.state.replies.values()) {
    if (reply.created >= oldest) return;
    core.state.replies.drop(reply.id);
  }
}

function ordered(value: FormValue): unknown {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(ordered);
  const keys = Object.keys(value).sort();
  return keys.map((key) => [key, ordered(value[key] ?? "")]);
}
