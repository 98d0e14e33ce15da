import { data, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { readCookie } from "~/http/cookies.server";
import { open, openWithViewer, type Visit } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { chosenRegion, regionLevels, withRegion } from "~/http/region-field.server";
import { refused } from "~/http/replies.server";
import { shanghaiDay } from "~/kernel/clock";
import { cooperativeHeader } from "~/modules/alliance/index.server";
import { leadForm, offerPage, wholesaleList } from "~/modules/wholesale/index.server";
import { pageWords } from "~/ui/messages/page-words.server";
import { RefusedNotice } from "~/ui/primitives/refused";
import { OfferSummary } from "~/ui/wholesale/offer-summary";
import { type Addressees, RequestForm } from "~/ui/wholesale/request-form";
import { submitLead } from "~/workflows/submit-lead";

const SECONDS_KEPT = 300;
const LONGEST_TONNES = 8;
const VISITOR = z.uuid();

/** The select of addressees says `offer/…` or `cooperative/…`; the shape wants the two apart. */
const requestForm = withRegion(
  z.preprocess((given) => {
    const values = given as Record<string, unknown>;
    const [kind, slug = ""] = typeof values.to === "string" ? values.to.split("/", 2) : [];
    return kind === "offer" || kind === "cooperative" ? { ...values, [kind]: slug } : values;
  }, leadForm),
);

export const loader = open("shop.browse", async (visit) => {
  const { url, portal, locale, now, terms } = visit;
  const slug = url.searchParams.get("offer") ?? "";
  const [offer, cooperative] = await Promise.all([
    slug ? offerPage(portal.db, { slug, locale, now }) : undefined,
    cooperativeHeader(portal.db, { slug: url.searchParams.get("cooperative") ?? "", locale }),
  ]);
  terms.keep(["catalog", "wholesale"], SECONDS_KEPT);
  return {
    offer,
    cooperative: offer?.cooperative ?? (cooperative && { slug: cooperative.slug, name: cooperative.name }),
    addressees: offer || cooperative ? undefined : await addresseesFor(visit),
    tonnes: (url.searchParams.get("tonnes") ?? "").slice(0, LONGEST_TONNES),
    levels: regionLevels(portal.regions, undefined, locale),
    today: shanghaiDay(now),
    title: pageWords(locale, "wholesale")("request.title"),
  };
});

async function addresseesFor({ portal, locale, now }: Visit): Promise<Addressees> {
  const offers = await wholesaleList(portal.db, { locale, now });
  const cooperatives = new Map(offers.map(({ cooperative }) => [cooperative.slug, cooperative.name]));
  return {
    offers: offers.map((offer) => ({
      slug: offer.slug,
      name: `${offer.productName} · ${offer.cooperative.name}`,
    })),
    cooperatives: [...cooperatives].map(([slug, name]) => ({ slug, name })),
  };
}

export const action = openWithViewer("shop.browse", async (visit) => {
  const { request, portal, viewer, locale, now } = visit;
  const typed = stringsOf(await request.clone().formData());
  const kept = {
    values: typed,
    levels: regionLevels(portal.regions, chosenRegion(typed), locale),
    problems: {} as Readonly<Record<string, string>>,
  };
  if (typed.intent === "region") return data({ ...kept, refused: undefined });
  const form = await readForm(request, requestForm);
  if (!form.ok) return data({ ...kept, problems: form.refusal.problems, refused: form.refusal.code }, 422);
  const visitor = VISITOR.safeParse(readCookie(request, "visitor"));
  const sent = await submitLead(portal, {
    form: form.value,
    visitorId: visitor.data ?? null,
    userId: viewer?.userId ?? null,
    now,
  });
  if (sent.ok) {
    return redirect(`/wholesale/requests/${sent.value.number}?key=${sent.value.token}`, 303);
  }
  const answer = refused(sent.refusal);
  const { code } = sent.refusal;
  const problems: Readonly<Record<string, string>> =
    code === "LeadDatesOutOfRange" ? { neededFrom: "datesOutOfRange" } : {};
  return data({ ...kept, problems, refused: code }, answer.init ?? undefined);
});

function stringsOf(form: FormData): Record<string, string> {
  const entries = [...form].filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(entries);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export default function NewRequest() {
  const { offer, cooperative, addressees, tonnes, levels, today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("wholesale.request");
  const values = answer?.values ?? {
    offer: offer?.slug ?? "",
    cooperative: offer ? "" : (cooperative?.slug ?? ""),
    variety: offer?.productName ?? "",
    tonnes,
  };
  return (
    <div className="page pt-6 md:grid md:grid-cols-[1fr_22rem] md:gap-10 md:pt-10">
      <div className="min-w-0 max-w-reading">
        <h1 className="text-26 md:text-34">
          {offer ? words("titleFor", { name: offer.productName }) : words("title")}
        </h1>
        <p className="mb-6 mt-2 text-ink-2">
          {cooperative ? words("lead", { cooperative: cooperative.name }) : words("leadAny")}
        </p>
        {offer && (
          <div className="mb-6 md:hidden">
            <OfferSummary offer={offer} />
          </div>
        )}
        {answer?.refused && (
          <div className="mb-6">
            <RefusedNotice code={answer.refused} key={answer.refused} />
          </div>
        )}
        <RequestForm
          values={values}
          problems={answer?.problems ?? {}}
          levels={answer?.levels ?? levels}
          addressees={addressees}
          today={today}
        />
      </div>
      {offer && (
        <aside className="hidden md:block">
          <div className="sticky top-20">
            <OfferSummary offer={offer} />
          </div>
        </aside>
      )}
    </div>
  );
}
