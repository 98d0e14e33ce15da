import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { staff } from "~/http/door.server";
import { mayEnter } from "~/modules/identity/index.server";
import { pageWords } from "~/ui/messages/page-words.server";
import { PageHead } from "~/ui/primitives/page-head";
import { TeamPage } from "~/ui/team/team-page";
import { cooperativeBySlug } from "./cooperative-of.server";
import { readTeam, workOnTeam } from "./team-work.server";

export const loader = staff("coop.team.read", cooperativeBySlug, async (visit) => {
  const { viewer, locale, organisationId } = visit;
  const mayEdit = mayEnter(viewer, "coop.team.edit", { organisationId });
  return {
    ...(await readTeam(visit, "cooperative", mayEdit)),
    title: pageWords(locale, "team", "desk")("title"),
  };
});

export const action = staff("coop.team.edit", cooperativeBySlug, workOnTeam);

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export default function Team() {
  const { team, roles, today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("team");
  return (
    <div className="page pt-5 md:pt-8">
      <PageHead title={words("title")} lead={words("lead")} />
      <TeamPage {...{ team, roles, today, answer }} />
    </div>
  );
}
