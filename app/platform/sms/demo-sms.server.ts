import { LRUCache } from "lru-cache";
import { ok } from "~/kernel/result";
import type { Log } from "~/platform/log/log.server";
import type { SmsSender } from "./sms";

/** A demo's telephones: nothing is sent; the page that asked shows the message. */
export interface DemoSms extends SmsSender {
  /** The last message to a number, while this process remembers it. */
  lastTo(phone: string): string | undefined;
}

const MOST_MESSAGES = 500;

/** Keeps messages in memory only, so that no table of a demo holds a code either. */
export function openDemoSms(log: Log): DemoSms {
  const messages = new LRUCache<string, string>({ max: MOST_MESSAGES });
  return {
    async send({ phone, text }) {
      messages.set(phone, text);
      log.info("a demo message is shown instead of sent", { phone, text: text.replaceAll(/\d/g, "*") });
      return ok();
    },
    lastTo: (phone) => messages.get(phone),
  };
}
