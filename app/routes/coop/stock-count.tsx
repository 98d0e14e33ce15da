import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notFound, type StaffVisit, staff } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { once } from "~/http/once.server";
import { shanghaiDay } from "~/kernel/clock";
import { countView, linesOfCount, lookOf, stockPage } from "~/modules/catalog/index.server";
import { enterCountForm, gramsOf, postCountForm } from "~/modules/catalog/stock.forms";
import { mayEnter } from "~/modules/identity/index.server";
import { countRows, nextToCount } from "~/ui/desk/stock/count-rows";
import { CountEntry, CountList, CountSecondLook } from "~/ui/desk/stock/count-screens";
import { pageWords } from "~/ui/messages/page-words.server";
import { Moment } from "~/ui/primitives/moment";
import { PageHead } from "~/ui/primitives/page-head";
import { RefusedNotice } from "~/ui/primitives/refused";
import { enterCount } from "~/workflows/enter-count";
import { giveUpCount } from "~/workflows/give-up-count";
import { postCount } from "~/workflows/post-count";
import { cooperativeBySlug } from "./cooperative-of.server";
import { refusedForm } from "./refused-form.server";
import { idOf, intentOf } from "./stock-address.server";

export const loader = staff("coop.stock.read", cooperativeBySlug, async (visit) => {
  const { portal, params, url, viewer, locale, now, organisationId } = visit;
  const countId = idOf(params);
  const count = await countView(portal.db, organisationId, countId);
  if (!count) throw notFound();
  const [lines, page] = await Promise.all([
    linesOfCount(portal.db, countId),
    stockPage(portal.db, { cooperativeId: organisationId, locale, today: shanghaiDay(now) }),
  ]);
  const rows = countRows(page, lines);
  const mayEdit = count.outcome === null && mayEnter(viewer, "coop.stock.edit", { organisationId });
  const asked = rows.find((row) => row.subjectId === url.searchParams.get("row"));
  const looking = url.searchParams.has("look");
  return {
    count,
    rows,
    row: mayEdit && !looking ? (asked ?? nextToCount(rows)) : undefined,
    look: lookOf(lines),
    desk: params.slug ?? "",
    mayEdit,
    title: pageWords(locale, "stock", "desk")("count.title"),
  };
});

const INTENTS = ["enter", "post", "giveUp"] as const;

export const action = staff(
  "coop.stock.edit",
  cooperativeBySlug,
  once(async (visit) => {
    const intent = await intentOf(visit.request, INTENTS);
    const done = await carryOut(intent, visit);
    const here = `/coop/${visit.params.slug}/stock/counts/${visit.params.id}`;
    if (done.ok) return redirect(intent === "giveUp" ? `/coop/${visit.params.slug}/stock/counts` : here, 303);
    return refusedForm(done.refusal, { intent });
  }),
);
export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

async function carryOut(intent: (typeof INTENTS)[number], visit: StaffVisit) {
  const { request, portal, params, viewer, now, organisationId } = visit;
  const act = { countId: idOf(params), cooperativeId: organisationId, userId: viewer.userId, now };
  if (intent === "giveUp") return giveUpCount(portal, act);
  if (intent === "post") {
    const form = await readForm(request, postCountForm);
    return form.ok ? postCount(portal, { ...act, look: form.value.look }) : form;
  }
  const form = await readForm(request, enterCountForm);
  if (!form.ok) return form;
  const { kind, subjectId, amount } = form.value;
  const counted = kind === "sku" ? BigInt(amount) : gramsOf({ amount, unit: "kilogram" });
  return enterCount(portal, { ...act, kind, subjectId, counted });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function StockCount() {
  const { count, rows, row, look, desk, mayEdit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("stock.count");
  return (
    <div className="page pt-5 md:pt-8">
      <PageHead
        back={{ to: `/coop/${desk}/stock/counts`, words: words("all") }}
        title={words("title")}
        lead={
          <>
            <Moment at={count.openedAt} /> · {words(`outcome.${count.outcome ?? "open"}`)}
            {count.closedAt && count.closedBy && ` · ${count.closedBy}`}
          </>
        }
      />
      {answer && answer.refused !== "FormInvalid" && (
        <div className="mt-3">
          <RefusedNotice code={answer.refused} />
        </div>
      )}
      <div className="mt-4 flex max-w-reading flex-col gap-4">
        {row && (
          <CountEntry
            key={row.subjectId}
            countId={count.countId}
            row={row}
            rows={rows}
            problem={answer?.problems.amount}
          />
        )}
        {mayEdit && !row && <CountSecondLook countId={count.countId} rows={rows} look={look} />}
        <CountList rows={rows} mayEdit={mayEdit} />
      </div>
    </div>
  );
}
