import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notFound, type StaffVisit, staff } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { once } from "~/http/once.server";
import { personFor } from "~/http/outsiders.server";
import { MOST_STORY_LINES, packStory, stockSku } from "~/modules/catalog/index.server";
import { adjustPacksForm, lowLimitForm, movePacksForm } from "~/modules/catalog/stock.forms";
import { mayEnter } from "~/modules/identity/index.server";
import { AdjustPacks, LowLimit, MovePacks } from "~/ui/desk/stock/pack-forms";
import { PackStory } from "~/ui/desk/stock/pack-story";
import { useFormsKey } from "~/ui/drafts/begin-anew";
import { pageWords } from "~/ui/messages/page-words.server";
import { CsvLink } from "~/ui/primitives/csv-link";
import { Card, Facts, Section } from "~/ui/primitives/layout";
import { PageHead } from "~/ui/primitives/page-head";
import { NamedPack } from "~/ui/primitives/weight";
import { editSkuStock } from "~/workflows/edit-sku-stock";
import { movePacks } from "~/workflows/move-packs";
import { setLowLimit } from "~/workflows/set-low-limit";
import { cooperativeBySlug } from "./cooperative-of.server";
import { readCursor, writeCursor } from "./cursor.server";
import { refusedForm } from "./refused-form.server";
import { idOf, intentOf } from "./stock-address.server";

export const loader = staff("coop.stock.read", cooperativeBySlug, async (visit) => {
  const { portal, params, url, viewer, locale, organisationId } = visit;
  const skuId = idOf(params);
  const at = { cooperativeId: organisationId, locale, skuId };
  const after = readCursor(url.searchParams.get("after"));
  const asked = { id: skuId, cooperativeId: organisationId, after, limit: MOST_STORY_LINES };
  const [sku, story] = await Promise.all([stockSku(portal.db, at), packStory(portal.db, asked)]);
  if (!sku) throw notFound();
  return {
    sku,
    lines: story.lines.map(personFor(visit)),
    next: story.next && writeCursor(story.next),
    later: after !== undefined,
    desk: params.slug ?? "",
    mayEdit: mayEnter(viewer, "coop.stock.edit", { organisationId }),
    title: pageWords(locale, "stock", "desk")("packTitle", { product: sku.productName, sku: sku.skuName }),
  };
});

export const action = staff(
  "coop.stock.edit",
  cooperativeBySlug,
  once(async (visit) => {
    const intent = await intentOf(visit.request, ["move", "adjust", "limit"] as const);
    const done = await carryOut(intent, visit);
    if (done.ok) return redirect(`/coop/${visit.params.slug}/stock/packs/${visit.params.id}`, 303);
    const { refusal } = done;
    const left =
      refusal.code === "OutOfStock"
        ? pageWords(visit.locale, "stock", "desk")("onlyFree", { packs: refusal.skus[0]?.left ?? 0 })
        : null;
    return refusedForm(refusal, { intent, left });
  }),
);
export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

async function carryOut(intent: "move" | "adjust" | "limit", visit: StaffVisit) {
  const { request, portal, params, viewer, now, organisationId } = visit;
  const act = { skuId: idOf(params), cooperativeId: organisationId, userId: viewer.userId, now };
  if (intent === "move") {
    const form = await readForm(request, movePacksForm);
    return form.ok ? movePacks(portal, { ...act, ...form.value }) : form;
  }
  if (intent === "limit") {
    const form = await readForm(request, lowLimitForm);
    return form.ok ? setLowLimit(portal, { ...act, ...form.value }) : form;
  }
  const form = await readForm(request, adjustPacksForm);
  if (!form.ok) return form;
  const { way, packs, ...rest } = form.value;
  return editSkuStock(portal, { ...act, ...rest, packs: way === "add" ? packs : -packs });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function StockPacks() {
  const { sku, lines, next, later, desk, mayEdit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("stock");
  const units = useTranslations("units");
  const form = { answer, skuId: sku.skuId };
  // What has arrived leaves empty forms behind, so that nobody sends the same figures again unawares.
  const key = useFormsKey(answer);
  const packs = (count: number) => units("packs", { count: String(count), packing: units(sku.packing) });
  const aside = sku.pools.some((pool) => pool.channel === "aside" && pool.onHand > 0);
  const held = sku.pools.reduce((sum, pool) => sum + pool.held, 0);
  return (
    <div className="page pt-5 md:pt-8">
      <PageHead
        back={{ to: `/coop/${desk}/stock`, words: words("back") }}
        title={sku.productName}
        lead={<NamedPack name={sku.skuName} grams={sku.netGrams} />}
      />
      <div className="mt-4 gap-8 lg:grid lg:grid-cols-[1fr_1.2fr] lg:items-start">
        <div key={key} className="flex flex-col gap-3">
          <Card className="px-4 py-2">
            <Facts
              rows={[
                ...sku.pools.map((pool) => {
                  const name = words(`channel.${pool.channel}`);
                  return [name, packs(pool.onHand), pool.channel] as const;
                }),
                [words("held"), packs(held), "held"],
                [words("freeAll"), <b key="free">{packs(sku.free)}</b>, "free"],
              ]}
            />
          </Card>
          {mayEdit && (
            <>
              <MovePacks {...form} aside={aside} />
              <AdjustPacks {...form} />
              <LowLimit {...form} lowBelow={sku.lowBelow} />
            </>
          )}
        </div>
        <Section
          title={words("story")}
          className="mt-8! lg:mt-0!"
          more={
            <CsvLink href={`/coop/${desk}/stock/packs/${sku.skuId}/story.csv`}>{words("csvLink")}</CsvLink>
          }
        >
          <PackStory
            lines={lines}
            packing={sku.packing}
            next={next}
            first={later ? `/coop/${desk}/stock/packs/${sku.skuId}` : null}
          />
        </Section>
      </div>
    </div>
  );
}
