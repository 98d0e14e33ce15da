import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notFound, open } from "~/http/door.server";
import { inLocale } from "~/http/locale";
import { readNumber } from "~/kernel/ids";
import { phoneText } from "~/kernel/phone";
import { type BuyerLead, leadByToken, leadTokenHash } from "~/modules/wholesale/index.server";
import { pageWords } from "~/ui/messages/page-words.server";
import { ButtonLink } from "~/ui/primitives/button";
import { Facts, Section } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { Weight } from "~/ui/primitives/weight";
import { LeadStory } from "~/ui/wholesale/lead-story";
import { SaveAddress } from "~/ui/wholesale/save-address";

const KEY = /^[\w-]{16,64}$/;

/** Whoever has the address with its key may read; nobody else learns that the number exists. */
export const loader = open("shop.browse", async ({ portal, params, url, locale }) => {
  const key = url.searchParams.get("key") ?? "";
  const number = readNumber("lead", params.number ?? "");
  const lead = KEY.test(key)
    ? await leadByToken(portal.db, { tokenHash: leadTokenHash(key), locale })
    : undefined;
  if (!lead || lead.number !== number) throw notFound();
  const address = `${portal.publicOrigin}${inLocale(locale, `/wholesale/requests/${lead.number}`)}?key=${key}`;
  return { lead, address, title: pageWords(locale, "wholesale")("follow.title", { number: lead.number }) };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
  { name: "referrer", content: "no-referrer" },
];

export default function Request() {
  const { lead, address } = useLoaderData<typeof loader>();
  const words = useTranslations("wholesale.follow");
  const { name: cooperative, servicePhone } = lead.cooperative;
  return (
    <div className="page max-w-reading pt-6 md:pt-10">
      <p className="figures text-15 text-ink-3">{words("title", { number: lead.number })}</p>
      <h1 className="mt-1 text-26 md:text-34">{words(`state.${lead.state}`, { cooperative })}</h1>
      <p className="mt-2 text-17 text-ink-2">{words(`text.${lead.state}`)}</p>
      <div className="mt-4 flex flex-wrap gap-x-5 gap-y-1">
        <ButtonLink to={`tel:${servicePhone}`} kind={lead.state === "answered" ? "primary" : "second"}>
          <span className="figures">{words("call", { phone: servicePhone })}</span>
        </ButtonLink>
        <Link
          to={address}
          reloadDocument
          className="inline-flex min-h-11 items-center text-15 text-indigo underline-offset-4 hover:underline"
        >
          {words("refresh")}
        </Link>
      </div>
      {lead.state === "new" && (
        <div className="mt-6">
          <SaveAddress address={address} />
        </div>
      )}
      <Section title={words("timeline")}>
        <LeadStory events={lead.events} cooperative={cooperative} />
      </Section>
      <Section title={words("asked")}>
        <AskedFor lead={lead} />
      </Section>
      {lead.state !== "new" && (
        <div className="mt-8">
          <SaveAddress address={address} />
        </div>
      )}
      <div className="mt-8 flex flex-wrap gap-3">
        {lead.offerSlug && <ButtonLink to={`/wholesale/lots/${lead.offerSlug}`}>{words("offer")}</ButtonLink>}
        <ButtonLink to={`/wholesale/requests/new?cooperative=${lead.cooperative.slug}`}>
          {words("again")}
        </ButtonLink>
      </div>
    </div>
  );
}

function AskedFor({ lead }: { lead: BuyerLead }) {
  const words = useTranslations("wholesale.follow");
  const dates = words.rich("range", {
    from: () => <Moment at={lead.neededFrom} shape="day" />,
    until: () => <Moment at={lead.neededUntil} shape="day" />,
  });
  return (
    <>
      <Facts
        rows={[
          [words("goods"), lead.variety, "goods"],
          ...(lead.grade ? [[words("grade"), lead.grade, "grade"] as const] : []),
          [words("quantity"), <Weight key="grams" grams={lead.grams} unit="tonne" />, "quantity"],
          [words("dates"), dates, "dates"],
          [words("place"), lead.region, "place"],
          [
            words("who"),
            <span key="who">
              {lead.contact}
              <span className="figures block text-13 text-ink-3">{phoneText(lead.phone)}</span>
              <span className="block text-13 text-ink-3">{lead.company}</span>
            </span>,
            "who",
          ],
        ]}
      />
      {lead.note && (
        <div className="border-t border-line py-2 text-15">
          <p className="text-ink-2">{words("note")}</p>
          <p className="mt-1 whitespace-pre-line">{lead.note}</p>
        </div>
      )}
    </>
  );
}
