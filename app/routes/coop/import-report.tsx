import { data, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type StaffVisit, staff } from "~/http/door.server";
import { once } from "~/http/once.server";
import { REFUSALS } from "~/http/refusals";
import { importRows, sheetGround } from "~/modules/catalog/index.server";
import { ImportRow } from "~/ui/desk/import/import-row";
import { ImportSummary, ROW_KINDS, type RowKind } from "~/ui/desk/import/import-summary";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { pageWords } from "~/ui/messages/page-words.server";
import { Button, ButtonLink } from "~/ui/primitives/button";
import { Moment } from "~/ui/primitives/moment";
import { Notice } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { PageLinks } from "~/ui/primitives/page-links";
import { RefusedNotice } from "~/ui/primitives/refused";
import { cooperativeBySlug } from "./cooperative-of.server";
import { importHeadOf } from "./import-of.server";
import { importWords } from "./import-words.server";
import { sheetLanguages } from "./sheet-words.server";

const ROWS_A_PAGE = 50;

export const loader = staff("coop.products.edit", cooperativeBySlug, async (visit) => {
  const { portal, organisationId, locale, params, url } = visit;
  const [head, ground] = await Promise.all([importHeadOf(visit), sheetGround(portal.db, organisationId)]);
  const { counts, ...of } = head;
  const asked = url.searchParams.get("show");
  const show: RowKind =
    ROW_KINDS.find((kind) => kind === asked) ?? ROW_KINDS.find((kind) => counts[kind] > 0) ?? "same";
  const from = Math.min(
    counts[show],
    Math.max(0, Number.parseInt(url.searchParams.get("from") ?? "0", 10) || 0),
  );
  const named = { cooperativeId: organisationId, id: head.id };
  const rows = await importRows(portal.db, named, { kind: show, from, most: ROWS_A_PAGE });
  const { rowView } = importWords(locale, sheetLanguages(locale, ground)[0]);
  return {
    ...of,
    counts,
    show,
    products: `/coop/${params.slug}/products`,
    rows: rows.map(rowView),
    earlier: from > 0 ? Math.max(0, from - ROWS_A_PAGE) : null,
    more: from + ROWS_A_PAGE < counts[show] ? from + ROWS_A_PAGE : null,
    title: pageWords(locale, "excel", "desk")("report.title"),
  };
});

/** More rows than one reads; their number says the rest. */
const MOST_ROWS_NAMED = 30;

async function decide(visit: StaffVisit) {
  const { request, portal, viewer, organisationId, now, locale, params } = visit;
  const [{ id: importId, fileName }, ground] = await Promise.all([
    importHeadOf(visit),
    sheetGround(portal.db, organisationId),
  ]);
  const words = pageWords(locale, "excel", "desk");
  const act = {
    cooperativeId: organisationId,
    importId,
    userId: viewer.userId,
    now,
    languages: sheetLanguages(locale, ground),
  };
  const form = await request.clone().formData();
  const here = `/coop/${params.slug}/products/import`;
  if (form.get("intent") === "again") {
    const again = await portal.sheetDesk.recheck(act);
    if (!again.ok) return data({ refused: again.refusal.code, rows: [] }, REFUSALS[again.refusal.code]);
    return redirect(`${here}/${again.value}`, 303);
  }
  const done = await portal.sheetDesk.apply({ ...act, reason: words("report.reason", { file: fileName }) });
  if (done.ok) return redirect(`${here}/${importId}`, 303);
  const { refusal } = done;
  const rows = refusal.code === "ImportOutdated" ? refusal.rows.slice(0, MOST_ROWS_NAMED) : [];
  return data({ refused: refusal.code, rows }, REFUSALS[refusal.code]);
}

export const action = staff("coop.products.edit", cooperativeBySlug, once(decide));

export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export default function ImportReport() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("excel.report");
  const refused = answer && "refused" in answer ? answer : undefined;
  const { id, fileName, products, counts, show, rows, unread, madeAt, appliedAt } = page;
  return (
    <div className="page max-w-page pt-5 md:pt-8">
      <PageHead
        back={{ to: `${products}/import`, words: words("another") }}
        title={page.title}
        lead={
          <span className="break-all">
            {words.rich("of", { file: fileName, at: () => <Moment key="at" at={madeAt} /> })}
          </span>
        }
      />
      <div className="mt-4 max-w-reading space-y-3">
        {refused && <RefusedNotice code={refused.refused} />}
        {refused && "rows" in refused && refused.rows.length > 0 && <Outdated id={id} rows={refused.rows} />}
        {unread.length > 0 && (
          <p className="text-15 text-amber">{words("unread", { columns: unread.join("、") })}</p>
        )}
        {appliedAt ? (
          <Notice tone="good" title={words("applied")}>
            {words.rich("appliedText", { at: () => <Moment key="at" at={appliedAt} /> })}
          </Notice>
        ) : (
          <Decision id={id} count={counts.change + counts.create} toReview={page.toReview} />
        )}
        <div className="flex flex-wrap gap-2">
          {counts.bad > 0 && (
            <ButtonLink to={`${products}/import/${id}/report.xlsx?rows=bad`} reloadDocument>
              {words("downloadBad", { count: counts.bad })}
            </ButtonLink>
          )}
          <ButtonLink to={`${products}/import/${id}/report.xlsx`} reloadDocument>
            {words("download")}
          </ButtonLink>
        </div>
      </div>
      <ImportSummary counts={counts} shown={show} />
      {rows.length === 0 ? (
        <p className="py-8 text-center text-ink-2">{words("none")}</p>
      ) : (
        <ul className="mt-3 rounded-card border border-line bg-card px-4">
          {rows.map((row) => (
            <ImportRow key={row.number} row={row} products={products} />
          ))}
        </ul>
      )}
      <PageLinks
        back={page.earlier !== null && { to: `?show=${show}&from=${page.earlier}`, says: words("earlier") }}
        next={page.more !== null && { to: `?show=${show}&from=${page.more}`, says: words("more") }}
      />
    </div>
  );
}

/** The one decision of the page: import what has no problem. */
function Decision({ id, count, toReview }: { id: string; count: number; toReview: boolean }) {
  const words = useTranslations("excel.report");
  if (count === 0) {
    return (
      <Notice tone="wait" title={words("nothing")}>
        {words("nothingText")}
      </Notice>
    );
  }
  return (
    <>
      <p className="text-15 text-ink-2">{words("lead")}</p>
      {toReview && <p className="text-15 text-ink-2">{words("toReviewText")}</p>}
      <Form method="post">
        <Button kind="primary" size="large" name="intent" value="apply" className="max-sm:w-full">
          {words("apply", { count })}
        </Button>
        <p className="mt-1 text-13 text-ink-3">{words("applyHint")}</p>
        <KeptDraft form={`import/${id}`} />
      </Form>
    </>
  );
}

/** Which rows somebody else has changed meanwhile, and the way to see the sheet against what is there now. */
function Outdated({ id, rows }: { id: string; rows: readonly number[] }) {
  const words = useTranslations("excel.report");
  return (
    <Form method="post" className="rounded-card bg-amber-tint p-3 text-15">
      <p className="mb-2">{words("outdatedRows", { rows: rows.join("、") })}</p>
      <Button name="intent" value="again">
        {words("again")}
      </Button>
      <KeptDraft form={`import-again/${id}`} />
    </Form>
  );
}
