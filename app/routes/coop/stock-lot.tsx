import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notFound, type StaffVisit, staff } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { once } from "~/http/once.server";
import { personFor } from "~/http/outsiders.server";
import { weightNumber } from "~/kernel/amount-text";
import { shanghaiDay } from "~/kernel/clock";
import { lotStory, MOST_STORY_LINES, stockLot } from "~/modules/catalog/index.server";
import {
  adjustGramsForm,
  gramsOf,
  moveGramsForm,
  packLotForm,
  shelfLifeForm,
  undoPackingForm,
} from "~/modules/catalog/stock.forms";
import { mayEnter } from "~/modules/identity/index.server";
import { AdjustGrams, MoveGrams, PackLot, ShelfLife } from "~/ui/desk/stock/lot-forms";
import { LotStory } from "~/ui/desk/stock/pack-story";
import type { StockAnswer } from "~/ui/desk/stock/stock-form";
import { Age } from "~/ui/desk/stock/stock-rows";
import { answeredIntent } from "~/ui/drafts/answered-form";
import { useFormsKey } from "~/ui/drafts/begin-anew";
import { pageWords } from "~/ui/messages/page-words.server";
import { ButtonLink } from "~/ui/primitives/button";
import { CsvLink } from "~/ui/primitives/csv-link";
import { Card, Facts, Section } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { PageHead } from "~/ui/primitives/page-head";
import { RefusedNotice } from "~/ui/primitives/refused";
import { Weight } from "~/ui/primitives/weight";
import { adjustLot } from "~/workflows/adjust-lot";
import { moveLotGrams } from "~/workflows/move-lot-grams";
import { packLot } from "~/workflows/pack-lot";
import { setShelfLife } from "~/workflows/set-shelf-life";
import { undoPacking } from "~/workflows/undo-packing";
import { cooperativeBySlug } from "./cooperative-of.server";
import { readCursor, writeCursor } from "./cursor.server";
import { refusedForm } from "./refused-form.server";
import { idOf, intentOf } from "./stock-address.server";

export const loader = staff("coop.stock.read", cooperativeBySlug, async (visit) => {
  const { portal, params, url, viewer, locale, now, organisationId } = visit;
  const lotId = idOf(params);
  const after = readCursor(url.searchParams.get("after"));
  const asked = { id: lotId, cooperativeId: organisationId, after, limit: MOST_STORY_LINES };
  const [found, story] = await Promise.all([
    stockLot(portal.db, { cooperativeId: organisationId, locale, today: shanghaiDay(now), lotId }),
    lotStory(portal.db, asked),
  ]);
  if (!found) throw notFound();
  return {
    ...found,
    lines: story.lines.map(personFor(visit)),
    next: story.next && writeCursor(story.next),
    later: after !== undefined,
    desk: params.slug ?? "",
    mayEdit: mayEnter(viewer, "coop.stock.edit", { organisationId }),
    title: pageWords(locale, "stock", "desk")("lotTitle", { code: found.lot.code }),
  };
});

const INTENTS = ["pack", "moveGrams", "adjustGrams", "shelfLife", "undo"] as const;

export const action = staff(
  "coop.stock.edit",
  cooperativeBySlug,
  once(async (visit) => {
    const intent = await intentOf(visit.request, INTENTS);
    const done = await carryOut(intent, visit);
    if (done.ok) return redirect(`/coop/${visit.params.slug}/stock/lots/${visit.params.id}`, 303);
    const { refusal } = done;
    const words = pageWords(visit.locale, "stock", "desk");
    const left =
      refusal.code === "LotTooSmall"
        ? words("onlyLeft", { kilograms: weightNumber(refusal.leftGrams, "kilogram") })
        : refusal.code === "OutOfStock"
          ? words("onlyFree", { packs: refusal.skus[0]?.left ?? 0 })
          : null;
    return refusedForm(refusal, { intent, left });
  }),
);
export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

async function carryOut(intent: (typeof INTENTS)[number], visit: StaffVisit) {
  const { request, portal, params, viewer, now, organisationId } = visit;
  const by = { cooperativeId: organisationId, userId: viewer.userId, now };
  const act = { ...by, lotId: idOf(params) };
  if (intent === "undo") {
    const form = await readForm(request, undoPackingForm);
    return form.ok ? undoPacking(portal, { ...by, ...form.value }) : form;
  }
  if (intent === "shelfLife") {
    const form = await readForm(request, shelfLifeForm);
    return form.ok ? setShelfLife(portal, { ...act, ...form.value }) : form;
  }
  if (intent === "moveGrams") {
    const form = await readForm(request, moveGramsForm);
    return form.ok ? moveLotGrams(portal, { ...act, ...form.value, grams: gramsOf(form.value) }) : form;
  }
  if (intent === "adjustGrams") {
    const form = await readForm(request, adjustGramsForm);
    if (!form.ok) return form;
    const grams = gramsOf(form.value);
    return adjustLot(portal, { ...act, ...form.value, grams: form.value.way === "add" ? grams : -grams });
  }
  const form = await readForm(request, packLotForm);
  if (!form.ok) return form;
  const { lossReason } = form.value;
  return packLot(portal, { ...act, ...form.value, lossReason, usedGrams: gramsOf(form.value) });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function StockLot() {
  const { lot, skus, lines, next, later, desk, mayEdit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("stock");
  const labels = useTranslations("labels");
  // What has arrived leaves empty forms behind, so that nobody sends the same figures again unawares.
  const key = useFormsKey(answer);
  const form: { answer: StockAnswer | undefined; lotId: string } = { answer, lotId: lot.lotId };
  const weight = (grams: bigint) => <Weight grams={grams} unit="kilogram" />;
  return (
    <div className="page pt-5 md:pt-8">
      <PageHead
        back={{ to: `/coop/${desk}/stock`, words: words("back") }}
        title={lot.productName}
        lead={
          <>
            <span className="figures">{lot.code}</span> ·{" "}
            {words.rich("harvested", { on: () => <Moment at={lot.harvestedOn} shape="date" /> })}{" "}
            <Age lot={lot} />
          </>
        }
      />
      {answer && answeredIntent(answer) === "undo" && (
        <div className="mt-3">
          <RefusedNotice code={answer.refused} />
          {form.answer?.left && <p className="mt-1 text-15 text-ink-2">{form.answer.left}</p>}
        </div>
      )}
      <div className="mt-4 gap-8 lg:grid lg:grid-cols-[1fr_1.2fr] lg:items-start">
        <div key={key} className="flex flex-col gap-3">
          <Card className="px-4 py-2">
            <Facts
              rows={[
                [words("cameIn"), weight(lot.gramsTotal), "in"],
                [words("sold"), weight(lot.gramsSold + lot.gramsBulk), "sold"],
                [words("lost"), weight(lot.gramsLost + lot.gramsTaken), "lost"],
                [words("inPacks"), weight(lot.inPacksGrams), "inPacks"],
                [words("forWholesale"), weight(lot.gramsWholesale), "wholesale"],
                [words("leftForRetail"), <b key="left">{weight(lot.leftGrams)}</b>, "left"],
              ]}
            />
          </Card>
          <ButtonLink to={`/coop/${desk}/lots/${lot.code}/labels`}>{labels("open")}</ButtonLink>
          {mayEdit && (
            <>
              <PackLot {...form} skus={skus} />
              <MoveGrams {...form} />
              <AdjustGrams {...form} />
              <ShelfLife {...form} />
            </>
          )}
        </div>
        <Section
          title={words("story")}
          className="mt-8! lg:mt-0!"
          more={
            <CsvLink href={`/coop/${desk}/stock/lots/${lot.lotId}/story.csv`}>{words("csvLink")}</CsvLink>
          }
        >
          <LotStory
            lines={lines}
            mayEdit={mayEdit}
            next={next}
            first={later ? `/coop/${desk}/stock/lots/${lot.lotId}` : null}
          />
        </Section>
      </div>
    </div>
  );
}
