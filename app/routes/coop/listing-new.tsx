import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notFound, staff } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { once } from "~/http/once.server";
import { listingGround } from "~/modules/catalog/index.server";
import { attributeField, listingForm } from "~/modules/catalog/listing/listing.forms";
import {
  isTemplate,
  TEMPLATE_NAMES,
  type TemplateName,
  templateOf,
} from "~/modules/catalog/listing/templates";
import { ListingForm } from "~/ui/listings/listing-form";
import { pageWords } from "~/ui/messages/page-words.server";
import { PageHead } from "~/ui/primitives/page-head";
import { createListing } from "~/workflows/create-listing";
import { cooperativeBySlug } from "./cooperative-of.server";
import { refusedForm } from "./refused-form.server";

export const loader = staff("coop.products.edit", cooperativeBySlug, async (visit) => {
  const { portal, organisationId, locale, url, params } = visit;
  const ground = await listingGround(portal.db, { cooperativeId: organisationId, locale });
  if (!ground) throw notFound();
  const asked = url.searchParams.get("template") ?? "";
  const template = isTemplate(asked) ? asked : null;
  const { categories, freightTemplates, sharePlans } = ground;
  return {
    slug: params.slug ?? "",
    template,
    choices: {
      categories,
      freightTemplates,
      sharePlans: sharePlans.map(({ id, name }) => ({ id, name })),
    },
    values: template ? proposed(template, ground) : {},
    title: pageWords(locale, "listings", "desk")("new"),
  };
});

/** What a new listing starts with, so that least has to be typed. */
function proposed(template: TemplateName, ground: NonNullable<Awaited<ReturnType<typeof listingGround>>>) {
  const { category, freshness, claimWindowHours } = templateOf(template);
  return {
    template,
    freshness,
    claimWindowHours: String(claimWindowHours),
    categoryId: ground.categories.find(({ slug }) => slug === category)?.id ?? "",
    freightTemplateId: ground.freightTemplates[0]?.id ?? "",
    sharePlanId: ground.sharePlans[0]?.id ?? "",
    [attributeField("origin")]: ground.origin,
    [attributeField("producer")]: ground.cooperativeName,
  };
}

export const action = staff(
  "coop.products.edit",
  cooperativeBySlug,
  once(async (visit) => {
    const { request, portal, viewer, organisationId, now, params } = visit;
    const form = await readForm(request, listingForm);
    if (!form.ok) return refusedForm(form.refusal, {});
    const act = { cooperativeId: organisationId, userId: viewer.userId, now };
    const made = await createListing(portal, { ...act, draft: form.value });
    if (!made.ok) return refusedForm(made.refusal, {});
    return redirect(`/coop/${params.slug}/products/${made.value.productId}/photos?new`, 303);
  }),
);
export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export default function NewListing() {
  const { slug, template, values, choices } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("listings");
  return (
    <div className="page max-w-reading pt-5 md:pt-8">
      <PageHead
        back={{ to: `/coop/${slug}/products`, words: words("backToAll") }}
        title={template ? words(`template.${template}`) : words("new")}
      />
      {template ? (
        <>
          <p className="mt-1 text-15">
            <Link to="?" className="text-indigo underline underline-offset-4">
              {words("otherTemplate")}
            </Link>
          </p>
          <ListingForm
            template={template}
            choices={choices}
            values={{ ...values, ...answer?.values }}
            opensMissing
            problems={answer?.problems ?? {}}
            refused={answer?.refused}
            draft={`listing/${slug}/${template}`}
            submit={words("create")}
          />
        </>
      ) : (
        <ChooseTemplate />
      )}
    </div>
  );
}

function ChooseTemplate() {
  const words = useTranslations("listings");
  return (
    <>
      <p className="mt-1 text-15 text-ink-2">{words("chooseTemplateLead")}</p>
      <h2 className="mt-5 mb-2 text-17">{words("chooseTemplate")}</h2>
      <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3">
        {TEMPLATE_NAMES.map((name) => (
          <li key={name}>
            <Link
              to={`?template=${name}`}
              className="flex min-h-14 items-center justify-center rounded-card border border-line bg-card px-2 text-center text-17 font-semibold hover:border-ink-3"
            >
              {words(`template.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
