import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { own } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { provenJustNow } from "~/http/fresh-proof.server";
import { refused } from "~/http/replies.server";
import { maskPhone } from "~/kernel/masking";
import { changePhoneForm } from "~/modules/identity/sign-in.forms";
import type { Answer } from "~/ui/account/answer";
import { LeaveStep, TakeStep } from "~/ui/account/change-phone-steps";
import { RefusedSignIn } from "~/ui/account/refused-sign-in";
import { SecurityHead } from "~/ui/account/security-head";
import { pageWords } from "~/ui/messages/page-words.server";
import { awaitedCode } from "./awaited-code.server";
import { leftBy, sendToNew, sendToNewAgain, sendToOld, showOld, take } from "./change-phone.server";

export const loader = own("account.security.own", async (visit) => {
  const { ways } = await provenJustNow(visit);
  const left = await leftBy(visit, ways);
  return {
    title: pageWords(visit.locale, "account")("changePhone.title"),
    phone: ways.phone && maskPhone(ways.phone),
    hasSecondFactor: ways.hasSecondFactor,
    left: left !== undefined,
    code: left ? await awaitedCode(visit, "takePhone", "take") : await awaitedCode(visit, "leavePhone"),
  };
});

export const action = own("account.security.own", async (visit) => {
  const { ways, session } = await provenJustNow(visit);
  const form = await readForm(visit.request, changePhoneForm);
  if (!form.ok) return refused(form.refusal);
  const wanted = form.value;
  const left = await leftBy(visit, ways);
  if (!left) {
    if (wanted.intent === "sendOld") return sendToOld(visit, ways.phone);
    return wanted.intent === "code" ? showOld(visit, wanted) : redirect("/account/security/phone", 303);
  }
  switch (wanted.intent) {
    case "sendNew":
      return sendToNew(visit, wanted.phone, ways.phone);
    case "again":
      return sendToNewAgain(visit, wanted.codeId, ways.phone);
    case "code":
      return take(visit, { ...wanted, left }, session.steppedUpBy);
    case "sendOld":
      return redirect(`/account/security/phone${visit.url.search}`, 303);
  }
});

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title },
  { name: "robots", content: "noindex" },
];

export default function Phone() {
  const { phone, left, code, hasSecondFactor } = useLoaderData<typeof loader>();
  const answer: Answer | undefined = useActionData<typeof action>();
  const words = useTranslations("account.changePhone");
  return (
    <div className="page max-w-narrow pt-6 md:pt-12">
      <SecurityHead
        title={words("title")}
        lead={words(phone === null ? "stepFirst" : left ? "stepNew" : "stepOld")}
      />
      <div className="mt-6 flex flex-col gap-5">
        <RefusedSignIn answer={answer} />
        {left ? (
          <TakeStep code={code} answer={answer} />
        ) : (
          <LeaveStep phone={phone ?? ""} code={code} hasSecondFactor={hasSecondFactor} answer={answer} />
        )}
      </div>
    </div>
  );
}
