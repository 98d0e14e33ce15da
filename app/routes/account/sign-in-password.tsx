import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { openWithViewer } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { refused } from "~/http/replies.server";
import { passwordSignInForm } from "~/modules/identity/sign-in.forms";
import { PasswordStep } from "~/ui/account/password-step";
import { SignInPage } from "~/ui/account/sign-in-page";
import { pageWords } from "~/ui/messages/page-words.server";
import { enterPassword } from "~/workflows/enter-password";
import { destination, enter } from "./enter.server";

export const loader = openWithViewer("account.signIn", (visit) => {
  if (visit.viewer) throw redirect(destination(visit));
  return {
    title: pageWords(visit.locale, "account")("signIn.title"),
    demo: visit.portal.mode === "demo",
  };
});

export const action = openWithViewer("account.signIn", async (visit) => {
  const { request, portal, clientAddress, now } = visit;
  const form = await readForm(request, passwordSignInForm);
  if (!form.ok) {
    const { password: _, ...values } = form.refusal.values;
    return refused({ ...form.refusal, values });
  }
  const { phone, password } = form.value;
  const entered = await enterPassword(portal, { phone, password, clientAddress, now });
  if (!entered.ok) return refused({ ...entered.refusal, values: { phone } });
  const headers = await enter(visit, { userId: entered.value.userId, steppedUpBy: null });
  return redirect(destination(visit), { status: 303, headers });
});

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title },
  { name: "robots", content: "noindex" },
];

export default function SignInByPassword() {
  const { demo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <SignInPage demo={demo} answer={answer}>
      <PasswordStep answer={answer} />
    </SignInPage>
  );
}
