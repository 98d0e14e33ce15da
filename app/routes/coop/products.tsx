import { data, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { type StaffVisit, staff } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { once } from "~/http/once.server";
import { REFUSALS } from "~/http/refusals";
import { refuse } from "~/kernel/result";
import { publicationForm, skuPriceForm, skuStockForm } from "~/modules/catalog/desk.forms";
import { packPrice } from "~/modules/catalog/desk.price";
import {
  deskProducts,
  MOST_DESK_PRODUCTS,
  STOCK_REASONS,
  skusForOrdering,
} from "~/modules/catalog/index.server";
import { mayEnter } from "~/modules/identity/index.server";
import { DeskProductCard } from "~/ui/desk/product-card";
import type { SkuAnswer } from "~/ui/desk/sku-form";
import { NothingFound } from "~/ui/illustrations/nothing-found";
import { pageWords } from "~/ui/messages/page-words.server";
import { ButtonLink } from "~/ui/primitives/button";
import { Empty } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { PageLinks } from "~/ui/primitives/page-links";
import { RefusedNotice } from "~/ui/primitives/refused";
import { changePublication } from "~/workflows/change-publication";
import { editSkuPrice } from "~/workflows/edit-sku-price";
import { editSkuStock } from "~/workflows/edit-sku-stock";
import { cooperativeBySlug } from "./cooperative-of.server";

const CURSOR = /^(\d{1,6})_([0-9a-f-]{36})$/;

export const loader = staff("coop.products.read", cooperativeBySlug, async (visit) => {
  const { portal, viewer, url, locale, organisationId } = visit;
  const [, position, id] = CURSOR.exec(url.searchParams.get("after") ?? "") ?? [];
  const { products, next } = await deskProducts(portal.db, {
    cooperativeId: organisationId,
    locale,
    after: position && id ? { position: Number(position), id } : undefined,
    limit: MOST_DESK_PRODUCTS,
  });
  return {
    products,
    next: next && `${next.position}_${next.id}`,
    mayEdit: mayEnter(viewer, "coop.products.edit", { organisationId }),
    slug: visit.params.slug ?? "",
    title: pageWords(locale, "desk", "desk")("products.title"),
  };
});

const askedForm = z.object({
  intent: z.enum(["price", "stock", "publication"]),
  skuId: z.string().default(""),
  productId: z.string().default(""),
  /** The page stays and only wants to know what came of it. */
  stay: z.literal("1").optional(),
});
type Asked = z.output<typeof askedForm>;

const stockForm = skuStockForm.extend({ reason: z.enum(STOCK_REASONS, "reasonMissing") });

async function change(visit: StaffVisit) {
  const typed = Object.fromEntries(await visit.request.clone().formData());
  const asked = askedForm.safeParse(typed);
  if (!asked.success) throw new Response(null, { status: 400 });
  const { intent, stay, skuId, productId } = asked.data;
  const of = intent === "publication" ? productId : skuId;
  const answer: SkuAnswer = { intent, of, done: true, problems: {}, values: {} };
  const done = await carryOut(asked.data, visit);
  if (done.ok) {
    return stay ? data(answer) : redirect(`/coop/${visit.params.slug}/products#${of}`, 303);
  }
  const { refusal } = done;
  const values = z.record(z.string(), z.string()).parse(typed);
  const problems = refusal.code === "FormInvalid" ? refusal.problems : { [FIELD_OF[intent]]: refusal.code };
  const facts = {
    ...(refusal.code === "PriceBelowFloor" ? { floorFen: refusal.floorFen } : {}),
    ...(refusal.code === "OutOfStock" ? { left: refusal.skus[0]?.left } : {}),
  };
  return data({ ...answer, done: false, problems, values, ...facts }, REFUSALS[refusal.code]);
}

export const action = staff("coop.products.edit", cooperativeBySlug, once(change));

export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

/** The field that a workflow's refusal is about. */
const FIELD_OF: Readonly<Record<Asked["intent"], string>> = {
  price: "price",
  stock: "packs",
  publication: "productId",
};

async function carryOut({ intent }: Asked, { request, portal, viewer, now, organisationId }: StaffVisit) {
  const act = { cooperativeId: organisationId, userId: viewer.userId, now };
  if (intent === "publication") {
    const form = await readForm(request, publicationForm);
    return form.ok ? changePublication(portal, { ...act, ...form.value }) : form;
  }
  if (intent === "stock") {
    const form = await readForm(request, stockForm);
    if (!form.ok) return form;
    const { direction, packs, ...rest } = form.value;
    return editSkuStock(portal, { ...act, ...rest, packs: direction === "add" ? packs : -packs });
  }
  const form = await readForm(request, skuPriceForm);
  if (!form.ok) return form;
  const { skuId, per, price, reason } = form.value;
  const sku = (await skusForOrdering(portal.db, [skuId])).get(skuId);
  if (!sku) return refuse({ code: "SkuNotFound" });
  return editSkuPrice(portal, { ...act, skuId, reason, priceFen: packPrice(price, per, sku.netGrams) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export default function Products() {
  const { products, next, mayEdit, slug } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const ofOneForm = answer && "intent" in answer ? answer : undefined;
  const words = useTranslations("desk.products");
  return (
    <div className="page pt-5 md:pt-8">
      <PageHead
        title={words("title")}
        lead={words("lead")}
        actions={
          <>
            {mayEdit && (
              <ButtonLink to="new" relative="path" kind="primary">
                {words("new")}
              </ButtonLink>
            )}
            {mayEdit && products.length > 0 && (
              <ButtonLink to="grid" relative="path">
                {words("grid")}
              </ButtonLink>
            )}
            {mayEdit ? (
              <ButtonLink to="import" relative="path">
                {words("excel")}
              </ButtonLink>
            ) : (
              <ButtonLink to={`/coop/${slug}/products.xlsx`} reloadDocument>
                {words("download")}
              </ButtonLink>
            )}
          </>
        }
      />
      {answer && "refused" in answer && (
        <div className="mt-4">
          <RefusedNotice code={answer.refused} />
        </div>
      )}
      {products.length === 0 ? (
        <Empty scene={<NothingFound />} title={words("none")}>
          {words("noneHint")}
        </Empty>
      ) : (
        <ul className="mt-4 grid items-start gap-3 lg:grid-cols-2">
          {products.map((product) => (
            <li key={product.id} id={product.id} className="scroll-mt-20">
              <DeskProductCard product={product} answer={ofOneForm} mayEdit={mayEdit} />
            </li>
          ))}
        </ul>
      )}
      <PageLinks next={next && { to: `?after=${next}`, says: words("next") }} />
    </div>
  );
}
