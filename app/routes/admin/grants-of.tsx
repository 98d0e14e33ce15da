import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { notFound, own, type Visit } from "~/http/door.server";
import { organisationById, type Viewer } from "~/modules/identity/index.server";
import { PageHead } from "~/ui/primitives/page-head";
import { TeamPage } from "~/ui/team/team-page";
import { readTeam, workOnTeam } from "../coop/team-work.server";

async function organisationOf({ portal, params }: Visit) {
  const id = z.uuid().safeParse(params.id);
  const organisation = id.success ? await organisationById(portal.db, id.data) : undefined;
  if (!organisation) throw notFound();
  return organisation;
}

type OwnVisit = Visit & { readonly viewer: Viewer };

export const loader = own("admin.grants.edit", async (visit: OwnVisit) => {
  const { id: organisationId, kind, name } = await organisationOf(visit);
  const team = await readTeam({ ...visit, organisationId }, kind, true);
  return { ...team, id: organisationId, kind, title: name[visit.locale] };
});

export const action = own("admin.grants.edit", async (visit: OwnVisit) => {
  const { id: organisationId } = await organisationOf(visit);
  return workOnTeam({ ...visit, organisationId });
});

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export default function GrantsOf() {
  const { team, roles, today, id, kind, title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("admin");
  return (
    <div className="page pt-5 md:pt-8">
      <PageHead
        back={{ to: "/admin/grants", words: words("grants.back") }}
        title={title}
        lead={words(`kinds.${kind}`)}
      />
      <TeamPage {...{ team, roles, today, answer }} />
      <Link
        to={`/admin/grants/${id}/closing`}
        className="mt-8 inline-flex min-h-11 items-center text-15 text-indigo underline underline-offset-4"
      >
        {words("closing.link")}
      </Link>
    </div>
  );
}
