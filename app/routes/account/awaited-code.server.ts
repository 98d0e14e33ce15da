import type { Visit } from "~/http/door.server";
import { maskPhone } from "~/kernel/masking";
import { type CodePurpose, openCode } from "~/modules/identity/index.server";
import { RESEND_AFTER_MS } from "~/modules/identity/one-time-code";

/** What a page that waits for a code shows of it. */
export interface AwaitedCode {
  readonly codeId: string;
  /** masked */
  readonly sentTo: string;
  /** Until another one may be asked for. */
  readonly waitSeconds: number;
  /** The message itself, in a demo only. */
  readonly demoMessage: string | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The code that a page waits for, when its address names one that may still be typed. */
export async function awaitedCode(
  { portal, url, now }: Visit,
  purpose: CodePurpose,
  field = "code",
): Promise<AwaitedCode | undefined> {
  const codeId = url.searchParams.get(field) ?? "";
  if (!UUID.test(codeId)) return undefined;
  const open = await openCode(portal.db, { codeId, purpose, now });
  if (!open) return undefined;
  const waitMs = open.createdAt.getTime() + RESEND_AFTER_MS - now.getTime();
  return {
    codeId,
    sentTo: maskPhone(open.phone),
    waitSeconds: Math.max(0, Math.ceil(waitMs / 1000)),
    demoMessage: portal.demoSms?.lastTo(open.phone) ?? null,
  };
}
