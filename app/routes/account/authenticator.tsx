import { data, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { own, type Visit } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { ownSession, provenJustNow, worldNow } from "~/http/fresh-proof.server";
import { refused } from "~/http/replies.server";
import { maskPhone } from "~/kernel/masking";
import { beginTotp, stepUpSession, totpOfUser, totpSetup } from "~/modules/identity/index.server";
import { totpForm } from "~/modules/identity/sign-in.forms";
import { AppInUse } from "~/ui/account/app-in-use";
import { AppSetup } from "~/ui/account/app-setup";
import { RecoveryCodes } from "~/ui/account/recovery-codes";
import { RefusedSignIn } from "~/ui/account/refused-sign-in";
import { SecurityHead } from "~/ui/account/security-head";
import { squareCode } from "~/ui/account/square-code.server";
import { pageWords } from "~/ui/messages/page-words.server";
import { confirmTotp } from "~/workflows/confirm-totp";
import { removeAuthenticator } from "~/workflows/remove-authenticator";
import { renewRecoveryCodes } from "~/workflows/renew-recovery-codes";
import { destination } from "./enter.server";

type OwnVisit = Visit & { readonly viewer: { readonly userId: string } };

/** The secret of an app being set up, made at the first look and shown until it is confirmed. */
async function setupOf(visit: OwnVisit, phone: string | null) {
  const { portal, viewer, locale, now } = visit;
  const { sessionSecrets: secrets, random } = portal;
  let app = await totpOfUser(portal.db, viewer.userId, secrets);
  if (app?.confirmed) return undefined;
  if (!app) {
    await beginTotp(portal.db, viewer.userId, { secrets, random, now });
    app = await totpOfUser(portal.db, viewer.userId, secrets);
  }
  if (!app) return undefined;
  const issuer = pageWords(locale, "frame")("name");
  const { uri, typed } = totpSetup(app.secret, { issuer, label: phone ? maskPhone(phone) : issuer });
  return { typed, uri, square: squareCode(uri) };
}

export const loader = own("account.security.own", async (visit) => {
  const { ways } = await provenJustNow(visit);
  return {
    title: pageWords(visit.locale, "account")("app.title"),
    inUse: ways.hasTotp,
    codesLeft: ways.recoveryCodesLeft,
    setup: ways.hasTotp ? undefined : await setupOf(visit, ways.phone),
    goOn: destination(visit),
  };
});

export const action = own("account.security.own", async (visit) => {
  await provenJustNow(visit);
  const { request, portal, viewer, now } = visit;
  const { userId } = viewer;
  const form = await readForm(request, totpForm);
  if (!form.ok) return refused(form.refusal);
  switch (form.value.intent) {
    case "remove":
      await removeAuthenticator(portal, { userId, now });
      return redirect("/account/security?done=removed", 303);
    case "codes":
      return data({ codes: await renewRecoveryCodes(portal, { userId, now }) });
    case "confirm":
      return confirm(visit, form.value.code);
  }
});

/** The first code is a second factor passed: the session goes on as one that may touch money. */
async function confirm(visit: OwnVisit, code: string) {
  const { portal, viewer, now } = visit;
  const wish = { userId: viewer.userId, code, worldNow: worldNow(visit), now };
  const confirmed = await confirmTotp(portal, wish);
  if (!confirmed.ok) return refused(confirmed.refusal);
  const { sessionId } = await ownSession(visit);
  await stepUpSession(portal.db, { sessionId, by: "totp", now });
  return data({ codes: confirmed.value });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title },
  { name: "robots", content: "noindex" },
];

export default function Authenticator() {
  const { inUse, setup, codesLeft, goOn } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("account.app");
  const refusedAnswer = answer && "refused" in answer ? answer : undefined;
  return (
    <div className="page max-w-narrow pt-6 md:pt-12">
      <SecurityHead title={words("title")} />
      <div className="mt-4 flex flex-col gap-5">
        <RefusedSignIn answer={refusedAnswer} />
        {answer && "codes" in answer ? (
          <RecoveryCodes codes={answer.codes} then={goOn} />
        ) : inUse ? (
          <AppInUse codesLeft={codesLeft} />
        ) : (
          setup && <AppSetup {...setup} answer={refusedAnswer} />
        )}
      </div>
    </div>
  );
}
