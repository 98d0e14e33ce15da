import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { staff } from "~/http/door.server";
import { shanghaiDay } from "~/kernel/clock";
import { deskLeads } from "~/modules/wholesale/index.server";
import { LeadCard } from "~/ui/desk/lead-card";
import { LeadLetters } from "~/ui/illustrations/lead-letters";
import { pageWords } from "~/ui/messages/page-words.server";
import { ButtonLink } from "~/ui/primitives/button";
import { Empty } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { PageLinks } from "~/ui/primitives/page-links";
import { cooperativeBySlug } from "./cooperative-of.server";
import { readCursor, writeCursor } from "./cursor.server";

const LEADS_ON_A_PAGE = 20;

export const loader = staff("coop.leads.read", cooperativeBySlug, async (visit) => {
  const { portal, params, url, locale, now, organisationId } = visit;
  const after = readCursor(url.searchParams.get("after"));
  const { leads, next } = await deskLeads(portal.db, {
    cooperativeId: organisationId,
    locale,
    after,
    limit: LEADS_ON_A_PAGE,
  });
  return {
    leads,
    next: next && writeCursor(next),
    later: after !== undefined,
    desk: params.slug ?? "",
    today: shanghaiDay(now),
    title: pageWords(locale, "desk", "desk")("leads.title"),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Leads() {
  const { leads, next, later, desk, today } = useLoaderData<typeof loader>();
  const words = useTranslations("desk.leads");
  return (
    <div className="page pt-5 md:pt-8">
      <PageHead title={words("title")} lead={words("lead")} />
      {leads.length === 0 ? (
        <Empty
          scene={<LeadLetters />}
          title={words("none")}
          action={
            <ButtonLink to="/wholesale" reloadDocument>
              {words("noneAction")}
            </ButtonLink>
          }
        >
          {words("noneHint")}
        </Empty>
      ) : (
        <ul className="mt-4 grid gap-3 lg:grid-cols-2" aria-live="polite" aria-relevant="additions">
          {leads.map((lead) => (
            <li key={lead.id}>
              <LeadCard lead={lead} desk={desk} today={today} />
            </li>
          ))}
        </ul>
      )}
      <PageLinks
        back={later && { to: `/coop/${desk}/leads`, says: words("first") }}
        next={next && { to: `?after=${next}`, says: words("next") }}
      />
    </div>
  );
}
