import { data, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { own } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { ownSession, provenJustNow } from "~/http/fresh-proof.server";
import { refused } from "~/http/replies.server";
import { passkeysOfUser, renamePasskey, stepUpSession } from "~/modules/identity/index.server";
import { passkeysForm } from "~/modules/identity/sign-in.forms";
import { AddPasskey } from "~/ui/account/add-passkey";
import { PasskeyList } from "~/ui/account/passkey-list";
import { RecoveryCodes } from "~/ui/account/recovery-codes";
import { RefusedSignIn } from "~/ui/account/refused-sign-in";
import { SecurityHead } from "~/ui/account/security-head";
import { pageWords } from "~/ui/messages/page-words.server";
import { Section } from "~/ui/primitives/layout";
import { addPasskey } from "~/workflows/add-passkey";
import { removePasskey } from "~/workflows/remove-passkey";
import { destination } from "./enter.server";

export const loader = own("account.security.own", async (visit) => {
  await provenJustNow(visit);
  return {
    title: pageWords(visit.locale, "account")("passkeys.title"),
    keys: await passkeysOfUser(visit.portal.db, visit.viewer.userId),
    goOn: destination(visit),
  };
});

export const action = own("account.security.own", async (visit) => {
  await provenJustNow(visit);
  const { request, portal, viewer, now } = visit;
  const { userId } = viewer;
  const form = await readForm(request, passkeysForm);
  if (!form.ok) return refused(form.refusal);
  const wanted = form.value;
  if (wanted.intent === "add") {
    const added = await addPasskey(portal, { ...wanted, userId, now });
    if (!added.ok) return refused(added.refusal);
    // Making a key asked for finger, face or PIN: the session may go on to money.
    const { sessionId } = await ownSession(visit);
    await stepUpSession(portal.db, { sessionId, by: "passkey", now });
    if (added.value.length > 0) return data({ codes: added.value });
  } else if (wanted.intent === "rename") {
    await renamePasskey(portal.db, { userId, id: wanted.id, name: wanted.name });
  } else {
    await removePasskey(portal, { userId, id: wanted.id, now });
  }
  return redirect("/account/security/passkeys", 303);
});

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title },
  { name: "robots", content: "noindex" },
];

export default function Passkeys() {
  const { keys, goOn } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("account.passkeys");
  return (
    <div className="page max-w-narrow pt-6 md:pt-12">
      <SecurityHead title={words("title")} lead={words("lead")} />
      <div className="mt-4 flex flex-col gap-5">
        {answer && "refused" in answer && <RefusedSignIn answer={answer} />}
        {answer && "codes" in answer && <RecoveryCodes codes={answer.codes} then={goOn} />}
      </div>
      {keys.length > 0 && <PasskeyList keys={keys} />}
      <Section title={words("add")} className="mt-8!">
        <AddPasskey />
      </Section>
    </div>
  );
}
