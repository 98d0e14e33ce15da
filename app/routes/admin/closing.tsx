import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { notFound, own, type Visit } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { refused } from "~/http/replies.server";
import { closingForm } from "~/modules/identity/closing.forms";
import { ClosingPanel } from "~/ui/admin/closing-panel";
import { pageWords } from "~/ui/messages/page-words.server";
import { PageHead } from "~/ui/primitives/page-head";
import { RefusedNotice } from "~/ui/primitives/refused";
import { closeOrganisation, viewClosing } from "~/workflows/close-organisation";

async function organisationOf({ portal, params }: Visit) {
  const id = z.uuid().safeParse(params.id);
  const organisation = id.success ? await viewClosing(portal.db, id.data) : undefined;
  if (!organisation) throw notFound();
  return organisation;
}

export const loader = own("admin.organisations.close", async (visit) => {
  const organisation = await organisationOf(visit);
  const name = organisation.name[visit.locale];
  return { organisation, title: pageWords(visit.locale, "admin", "desk")("closing.title", { name }) };
});

export const action = own("admin.organisations.close", async (visit) => {
  const { request, portal, viewer, now } = visit;
  const { id: organisationId } = await organisationOf(visit);
  const form = await readForm(request, closingForm);
  if (!form.ok) return refused(form.refusal);
  const { reason } = form.value;
  const closed = await closeOrganisation(portal, { organisationId, userId: viewer.userId, reason, now });
  return closed.ok ? redirect(`/admin/grants/${organisationId}/closing`, 303) : refused(closed.refusal);
});

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

/** The end of an organisation: what happens, what still stands in the way, and the one form. */
export default function Closing() {
  const { organisation, title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("admin.closing");
  const typed = answer?.refused === "FormInvalid" ? answer : undefined;
  return (
    <div className="page max-w-3xl pt-5 md:pt-8">
      <PageHead
        back={{ to: `/admin/grants/${organisation.id}`, words: words("back") }}
        title={title}
        lead={words("lead")}
      />
      {answer && !typed && (
        <div className="mt-4">
          <RefusedNotice code={answer.refused} />
        </div>
      )}
      <ClosingPanel organisation={organisation} answer={typed} />
    </div>
  );
}
