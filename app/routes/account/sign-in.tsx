import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { openWithViewer, type Visit } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { refused } from "~/http/replies.server";
import { openCode } from "~/modules/identity/index.server";
import { signInForm } from "~/modules/identity/sign-in.forms";
import { CodeStep } from "~/ui/account/code-step";
import { PhoneStep } from "~/ui/account/phone-step";
import { SignInPage } from "~/ui/account/sign-in-page";
import { pageWords } from "~/ui/messages/page-words.server";
import { enterCode } from "~/workflows/enter-code";
import { enterPasskey } from "~/workflows/enter-passkey";
import { sendCode } from "~/workflows/send-code";
import { awaitedCode } from "./awaited-code.server";
import { destination, enter } from "./enter.server";

export const loader = openWithViewer("account.signIn", async (visit) => {
  const { portal, viewer, locale } = visit;
  if (viewer) throw redirect(destination(visit));
  return {
    title: pageWords(locale, "account")("signIn.title"),
    demo: portal.mode === "demo",
    code: await awaitedCode(visit, "signIn"),
  };
});

export const action = openWithViewer("account.signIn", async (visit) => {
  const form = await readForm(visit.request, signInForm);
  if (!form.ok) return refused(form.refusal);
  switch (form.value.intent) {
    case "send":
      return send(visit, form.value.phone);
    case "again":
      return sendAgain(visit, form.value.codeId);
    case "passkey":
      return enterByPasskey(visit, form.value);
    case "code":
      return enterByCode(visit, form.value);
  }
});

async function send(visit: Visit, phone: string) {
  const { portal, locale, url, clientAddress, now } = visit;
  const words = pageWords(locale, "account");
  const sent = await sendCode(portal, {
    phone,
    purpose: "signIn",
    userId: null,
    clientAddress,
    text: (code) => words("sms.signIn", { code }),
    now,
  });
  if (!sent.ok) return refused({ ...sent.refusal, values: { phone } });
  const next = new URLSearchParams(url.searchParams);
  next.set("code", sent.value.codeId);
  return redirect(`/sign-in?${next}`, 303);
}

/** The number stays on our side: the page knows it by its code's id only. */
async function sendAgain(visit: Visit, codeId: string) {
  const open = await openCode(visit.portal.db, { codeId, purpose: "signIn", now: visit.now });
  return open ? send(visit, open.phone) : refused({ code: "CodeOver" });
}

async function enterByCode(visit: Visit, typed: { readonly codeId: string; readonly code: string }) {
  const { portal, clientAddress, now } = visit;
  const entered = await enterCode(portal, { ...typed, purpose: "signIn", clientAddress, now });
  if (!entered.ok) return refused(entered.refusal);
  const headers = await enter(visit, { userId: entered.value.userId, steppedUpBy: null });
  return redirect(destination(visit), { status: 303, headers });
}

/** The device asked for finger, face or PIN: that is a second factor passed. */
async function enterByPasskey(
  visit: Visit,
  given: { readonly challengeId: string; readonly answer: string },
) {
  const { portal, clientAddress, now } = visit;
  const { challengeId, answer } = given;
  const entered = await enterPasskey(portal, { challengeId, answer, clientAddress, now });
  if (!entered.ok) return refused(entered.refusal);
  const headers = await enter(visit, { userId: entered.value.userId, steppedUpBy: "passkey" });
  return redirect(destination(visit), { status: 303, headers });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title },
  { name: "robots", content: "noindex" },
];

export default function SignIn() {
  const { code, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("account.signIn");
  const answer = useActionData<typeof action>();
  return (
    <SignInPage demo={demo} answer={answer}>
      {code ? (
        <CodeStep
          {...code}
          again="again"
          other={{ to: "/sign-in", label: words("otherPhone") }}
          answer={answer}
        />
      ) : (
        <PhoneStep answer={answer} />
      )}
    </SignInPage>
  );
}
