import { redirect } from "@remix-run/node";
import type { Visit } from "~/http/door.server";
import { refused } from "~/http/replies.server";
import { signIn } from "~/http/sign-in.server";
import { addMs } from "~/kernel/clock";
import { hasLeftPhone, openCode, type SecondFactor, type SignInWays } from "~/modules/identity/index.server";
import { PROOF_FRESH_MS } from "~/modules/identity/proof";
import { pageWords } from "~/ui/messages/page-words.server";
import { type ChangePhone, changePhone, type LeftBy } from "~/workflows/change-phone";
import { enterCode } from "~/workflows/enter-code";
import { sendCode } from "~/workflows/send-code";

type OwnVisit = Visit & { readonly viewer: { readonly userId: string } };
type Typed = { readonly codeId: string; readonly code: string };

const PAGE = "/account/security/phone";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** In the address instead of a code's id: the old number is lost, and the second factor stands in for it. */
const LOST = "lost";

/**
 * By what the number so far has been shown to be one's own to leave, as the address claims and the database confirms.
 * Undefined: not yet. Whoever has a second factor has passed it a moment ago, the page's door saw to that.
 */
export async function leftBy(
  { portal, viewer, url, now }: OwnVisit,
  ways: SignInWays,
): Promise<LeftBy | undefined> {
  const claimed = url.searchParams.get("left") ?? "";
  if (ways.phone === null || (claimed === LOST && ways.hasSecondFactor)) return { how: "secondFactor" };
  if (!UUID.test(claimed)) return undefined;
  const since = addMs(now, -PROOF_FRESH_MS);
  const proof = { codeId: claimed, userId: viewer.userId, phone: ways.phone, since };
  return (await hasLeftPhone(portal.db, proof)) ? { how: "code", codeId: claimed } : undefined;
}

export async function sendToOld(visit: OwnVisit, phone: string | null) {
  if (phone === null) return redirect(PAGE, 303);
  return send(visit, phone, "leavePhone", "code");
}

export async function showOld(visit: OwnVisit, typed: Typed) {
  const { portal, viewer, clientAddress, now } = visit;
  const { codeId, code } = typed;
  const proven = await enterCode(portal, { codeId, code, purpose: "leavePhone", clientAddress, now });
  if (!proven.ok) return refused(proven.refusal);
  if (proven.value.userId !== viewer.userId) return refused({ code: "CodeOver" });
  return redirect(`${PAGE}?${new URLSearchParams({ left: codeId })}`, 303);
}

/** Whether the number is somebody's already plays no part here: that is told to its holder only. */
export async function sendToNew(visit: OwnVisit, phone: string, old: string | null) {
  const problem = { code: "FormInvalid", problems: { phone: "phoneSame" }, values: { phone } } as const;
  return phone === old ? refused(problem) : send(visit, phone, "takePhone", "take");
}

export async function sendToNewAgain(visit: OwnVisit, codeId: string, old: string | null) {
  const { portal, now } = visit;
  const open = await openCode(portal.db, { codeId, purpose: "takePhone", now });
  return open ? sendToNew(visit, open.phone, old) : refused({ code: "CodeOver" });
}

async function send(visit: OwnVisit, phone: string, purpose: "leavePhone" | "takePhone", field: string) {
  const { portal, viewer, locale, url, clientAddress, now } = visit;
  const words = pageWords(locale, "account");
  const text = (code: string) => words(`sms.${purpose}`, { code });
  const sent = await sendCode(portal, { phone, purpose, userId: viewer.userId, clientAddress, text, now });
  if (!sent.ok) return refused({ ...sent.refusal, values: { phone } });
  const next = new URLSearchParams(url.searchParams);
  next.set(field, sent.value.codeId);
  return redirect(`${PAGE}?${next}`, 303);
}

type Taking = Pick<ChangePhone, "codeId" | "code" | "left">;

/**
 * The change itself. All sessions have ended with it and this browser gets a new one. The number that was left is told,
 * so that whoever still holds it and knows of nothing can speak up; that this message cannot be sent stops nothing.
 */
export async function take(visit: OwnVisit, typed: Taking, steppedUpBy: SecondFactor | null) {
  const { request, portal, viewer, locale, clientAddress, now } = visit;
  const { userId } = viewer;
  const { codeId, code, left } = typed;
  const changed = await changePhone(portal, { userId, codeId, code, left, clientAddress, now });
  if (!changed.ok) return refused(changed.refusal);
  const { from } = changed.value;
  if (from !== null)
    await portal.sms.send({ phone: from, text: pageWords(locale, "account")("sms.phoneLeft") });
  const headers = new Headers();
  await signIn(request, portal, { userId, steppedUpBy }, headers);
  return redirect("/account/security?done=phone", { status: 303, headers });
}
