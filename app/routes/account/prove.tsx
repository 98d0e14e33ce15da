import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { forbidden, own, type Visit } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { ownSession, worldNow } from "~/http/fresh-proof.server";
import { refused } from "~/http/replies.server";
import { signIn } from "~/http/sign-in.server";
import { isFresh, type SecondFactor, signInWays } from "~/modules/identity/index.server";
import { proveForm } from "~/modules/identity/sign-in.forms";
import { CodeStep } from "~/ui/account/code-step";
import { PasskeyButton } from "~/ui/account/passkey-button";
import { FirstSetUp, SecondFactorForm, SendToOwnPhone } from "~/ui/account/prove-forms";
import { RefusedSignIn } from "~/ui/account/refused-sign-in";
import { pageWords } from "~/ui/messages/page-words.server";
import { PageHead } from "~/ui/primitives/page-head";
import { enterCode } from "~/workflows/enter-code";
import { enterPasskey } from "~/workflows/enter-passkey";
import { proveSecondFactor } from "~/workflows/prove-second-factor";
import { sendCode } from "~/workflows/send-code";
import { awaitedCode } from "./awaited-code.server";
import { destination } from "./enter.server";

type OwnVisit = Visit & { readonly viewer: { readonly userId: string } };

export const loader = own("account.security.own", async (visit) => {
  const { portal, viewer, locale, url, now } = visit;
  const session = await ownSession(visit);
  const ways = await signInWays(portal.db, viewer.userId);
  const money = url.searchParams.get("reason") === "money";
  const proven = money ? session.steppedUpAt !== null : isFresh(session, ways.hasSecondFactor, now);
  if (proven) throw redirect(destination(visit));
  return {
    title: pageWords(locale, "account")("prove.title"),
    reason: money ? ("money" as const) : ("change" as const),
    takesTyped: ways.hasTotp || ways.recoveryCodesLeft > 0,
    hasPasskey: ways.passkeys > 0,
    hasSecondFactor: ways.hasSecondFactor,
    code: await awaitedCode(visit, "prove"),
    goOn: destination(visit),
  };
});

export const action = own("account.security.own", async (visit) => {
  const form = await readForm(visit.request, proveForm);
  if (!form.ok) return refused(form.refusal);
  const wanted = form.value;
  if (wanted.intent === "secondFactor") {
    const { portal, viewer, now } = visit;
    const wish = { userId: viewer.userId, typed: wanted.code, worldNow: worldNow(visit), now };
    const proven = await proveSecondFactor(portal, wish);
    return proven.ok ? goOn(visit, proven.value) : refused(proven.refusal);
  }
  if (wanted.intent === "passkey") return proveByPasskey(visit, wanted);
  const ways = await signInWays(visit.portal.db, visit.viewer.userId);
  // Whoever has a second factor proves it by that one; the telephone alone is what it protects against losing.
  if (ways.hasSecondFactor || ways.phone === null) throw forbidden();
  return wanted.intent === "send" ? send(visit, ways.phone) : proveByCode(visit, wanted);
});

/** A proof makes a new session of the old one, so that a token seen before opens nothing more than it did. */
async function goOn(visit: OwnVisit, steppedUpBy: SecondFactor | null) {
  const headers = new Headers();
  await signIn(visit.request, visit.portal, { userId: visit.viewer.userId, steppedUpBy }, headers);
  return redirect(destination(visit), { status: 303, headers });
}

async function send(visit: OwnVisit, phone: string) {
  const { portal, viewer, locale, url, clientAddress, now } = visit;
  const words = pageWords(locale, "account");
  const text = (code: string) => words("sms.prove", { code });
  const wish = { phone, purpose: "prove", userId: viewer.userId, clientAddress, text, now } as const;
  const sent = await sendCode(portal, wish);
  if (!sent.ok) return refused(sent.refusal);
  const next = new URLSearchParams(url.searchParams);
  next.set("code", sent.value.codeId);
  return redirect(`/sign-in/again?${next}`, 303);
}

async function proveByCode(visit: OwnVisit, typed: { readonly codeId: string; readonly code: string }) {
  const { portal, viewer, clientAddress, now } = visit;
  const { codeId, code } = typed;
  const proven = await enterCode(portal, { codeId, code, purpose: "prove", clientAddress, now });
  if (!proven.ok) return refused(proven.refusal);
  // Somebody else's code, in a browser that changed hands meanwhile.
  if (proven.value.userId !== viewer.userId) return refused({ code: "CodeOver" });
  return goOn(visit, null);
}

async function proveByPasskey(
  visit: OwnVisit,
  given: { readonly challengeId: string; readonly answer: string },
) {
  const { portal, viewer, clientAddress, now } = visit;
  const { challengeId, answer } = given;
  const proven = await enterPasskey(portal, { challengeId, answer, clientAddress, now });
  if (!proven.ok) return refused(proven.refusal);
  if (proven.value.userId !== viewer.userId) return refused({ code: "PasskeyRefused" });
  return goOn(visit, "passkey");
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title },
  { name: "robots", content: "noindex" },
];

export default function Prove() {
  const { reason, takesTyped, hasPasskey, hasSecondFactor, code, goOn } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("account.prove");
  const setUpFirst = reason === "money" && !hasSecondFactor;
  return (
    <div className="page max-w-narrow pt-6 md:pt-12">
      <PageHead title={words("title")} lead={words(reason)} />
      <div className="mt-6 flex flex-col gap-5">
        <RefusedSignIn answer={answer} />
        {setUpFirst && <FirstSetUp then={goOn} />}
        {hasPasskey && <PasskeyButton label={words("byPasskey")} />}
        {takesTyped && <SecondFactorForm answer={answer} />}
        {!setUpFirst &&
          !hasSecondFactor &&
          (code ? (
            <CodeStep {...code} again="send" submit={words("submit")} answer={answer} />
          ) : (
            <SendToOwnPhone />
          ))}
      </div>
    </div>
  );
}
