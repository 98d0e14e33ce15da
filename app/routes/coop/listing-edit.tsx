import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notFound, staff } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { once } from "~/http/once.server";
import { listingGround } from "~/modules/catalog/index.server";
import { listingForm, listingValues } from "~/modules/catalog/listing/listing.forms";
import { ListingForm } from "~/ui/listings/listing-form";
import { StateMark } from "~/ui/listings/state-mark";
import { ButtonLink } from "~/ui/primitives/button";
import { PageHead } from "~/ui/primitives/page-head";
import { readIn } from "~/workflows/localize";
import { saveListing } from "~/workflows/save-listing";
import { cooperativeBySlug } from "./cooperative-of.server";
import { listingOf, workedOn } from "./listing-of.server";
import { refusedForm } from "./refused-form.server";

export const loader = staff("coop.products.edit", cooperativeBySlug, async (visit) => {
  const { portal, organisationId, locale, params } = visit;
  const [listing, ground] = await Promise.all([
    listingOf(visit),
    listingGround(portal.db, { cooperativeId: organisationId, locale }),
  ]);
  if (!ground) throw notFound();
  const draft = workedOn(listing);
  const { categories, freightTemplates, sharePlans } = ground;
  // Prices are those of today, also in a version that was written yesterday.
  const today = new Map(listing.draft.packs.map(({ skuId, priceFen }) => [skuId, priceFen]));
  const packs = draft.packs.map((pack) => ({ ...pack, priceFen: today.get(pack.skuId) ?? pack.priceFen }));
  return {
    home: `/coop/${params.slug}/products/${listing.productId}`,
    state: listing.state,
    template: draft.template,
    values: listingValues({ ...draft, packs }),
    choices: {
      categories,
      freightTemplates,
      sharePlans: sharePlans.map(({ id, name }) => ({ id, name })),
    },
    title: readIn(locale, portal.toTraditional)(draft.name),
  };
});

export const action = staff(
  "coop.products.edit",
  cooperativeBySlug,
  once(async (visit) => {
    const { request, portal, viewer, organisationId, now, params } = visit;
    const listing = await listingOf(visit);
    const form = await readForm(request, listingForm);
    if (!form.ok) return refusedForm(form.refusal, {});
    const { productId } = listing;
    const act = { productId, cooperativeId: organisationId, userId: viewer.userId, now };
    const saved = await saveListing(portal, { ...act, draft: form.value });
    if (!saved.ok) return refusedForm(saved.refusal, {});
    const said =
      listing.state === "draft" ? "saved" : saved.value.kept === "revision" ? "savedVersion" : "savedAtOnce";
    return redirect(`/coop/${params.slug}/products/${productId}?said=${said}`, 303);
  }),
);
export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export default function EditListing() {
  const { home, state, template, values, choices, title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("listings");
  const prices = useTranslations("prices");
  const isDraft = state === "draft";
  const isAnswered = answer && Object.keys(answer.values).length > 0;
  return (
    <div className="page max-w-reading pt-5 md:pt-8">
      <PageHead
        back={{ to: home, words: words("back") }}
        title={title}
        beside={<StateMark state={state} />}
        actions={
          <>
            <ButtonLink to={`${home}/photos`}>{words("photos")}</ButtonLink>
            <ButtonLink to={`${home}/prices`}>{prices("link")}</ButtonLink>
          </>
        }
      />
      <ListingForm
        template={template}
        choices={choices}
        values={isAnswered ? answer.values : values}
        saved={values}
        opensMissing={isDraft}
        problems={answer?.problems ?? {}}
        refused={answer?.refused}
        draft={`listing/${home}`}
        submit={words(isDraft ? "save" : "saveVersion")}
      />
    </div>
  );
}
