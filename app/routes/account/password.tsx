import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { own } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { provenJustNow } from "~/http/fresh-proof.server";
import { refused } from "~/http/replies.server";
import { passwordProblem } from "~/modules/identity/index.server";
import { SHORTEST_PASSWORD } from "~/modules/identity/password";
import { newPasswordForm } from "~/modules/identity/sign-in.forms";
import { type Answer, useProblem } from "~/ui/account/answer";
import { SecurityHead } from "~/ui/account/security-head";
import { pageWords } from "~/ui/messages/page-words.server";
import { Button } from "~/ui/primitives/button";
import { TextField } from "~/ui/primitives/field";
import { setPassword } from "~/workflows/set-password";

export const loader = own("account.security.own", async (visit) => {
  const { ways } = await provenJustNow(visit);
  return { title: pageWords(visit.locale, "account")("password.title"), hasPassword: ways.hasPassword };
});

export const action = own("account.security.own", async (visit) => {
  const { session, ways } = await provenJustNow(visit);
  const { request, portal, viewer, now } = visit;
  const form = await readForm(request, newPasswordForm);
  const problem = form.ok ? passwordProblem(form.value.password, ways.phone) : "passwordLong";
  // What was typed does not go back to the page.
  if (!form.ok || problem)
    return refused({ code: "FormInvalid", problems: { password: problem ?? "required" } });
  const { password } = form.value;
  await setPassword(portal, { userId: viewer.userId, password, sessionId: session.sessionId, now });
  return redirect("/account/security?done=password", 303);
});

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title },
  { name: "robots", content: "noindex" },
];

export default function Password() {
  const { hasPassword } = useLoaderData<typeof loader>();
  const answer: Answer | undefined = useActionData<typeof action>();
  const words = useTranslations("account.password");
  const problem = useProblem(answer);
  return (
    <div className="page max-w-narrow pt-6 md:pt-12">
      <SecurityHead title={words("title")} lead={words(hasPassword ? "changeText" : "setText")} />
      <Form method="post" noValidate reloadDocument className="mt-6 flex flex-col gap-4">
        <TextField
          name="password"
          type="password"
          label={words("label")}
          hint={words("hint", { count: SHORTEST_PASSWORD })}
          error={problem("password")}
          autoComplete="new-password"
          maxLength={1000}
          enterKeyHint="done"
          required
        />
        <Button kind="primary" size="large">
          {words("submit")}
        </Button>
      </Form>
    </div>
  );
}
