import { createHmac } from "node:crypto";
import { ok, refuse } from "~/kernel/result";
import type { Log } from "~/platform/log/log.server";
import type { SmsSender } from "./sms";

export interface SmsWebhook {
  readonly url: string;
  readonly secret: string;
}

export interface WebhookSmsDeps {
  readonly webhook: SmsWebhook;
  readonly log: Log;
  /** The world's clock: the receiver compares it with its own. */
  readonly now: () => Date;
  readonly fetch?: typeof fetch;
}

const GIVE_UP_AFTER_MS = 5_000;

/**
 * Hands messages to a small service of the operator's, which speaks the language of whichever SMS provider the county
 * has a contract with: POST {"phone","text"}, signed `x-signature: t=SECONDS,v1=HEX`, where HEX is the HMAC-SHA-256
 * of `SECONDS.BODY`. Any 2xx means sent. Nothing is tried again by itself: a code that comes twice confuses, and
 * whoever waits for it can ask for another.
 */
export function openWebhookSms(deps: WebhookSmsDeps): SmsSender {
  const { webhook, log } = deps;
  const send = deps.fetch ?? fetch;
  return {
    async send({ phone, text }) {
      const body = JSON.stringify({ phone, text });
      try {
        const answer = await send(webhook.url, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            "x-signature": signature(webhook.secret, body, deps.now()),
          },
          body,
          redirect: "error",
          signal: AbortSignal.timeout(GIVE_UP_AFTER_MS),
        });
        await answer.body?.cancel();
        if (answer.ok) return ok();
        log.warn("the SMS service refused a message", { phone, status: answer.status });
      } catch (fault) {
        log.fault(fault, { during: "sending an SMS", phone });
      }
      return refuse({ code: "SmsNotSent" });
    },
  };
}

function signature(secret: string, body: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
}
