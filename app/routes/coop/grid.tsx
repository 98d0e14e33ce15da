import { data, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notFound, type StaffVisit, staff } from "~/http/door.server";
import { once } from "~/http/once.server";
import { REFUSALS } from "~/http/refusals";
import { moveField, packsField, priceField, readGrid } from "~/modules/catalog/grid.forms";
import { deskProducts, MOST_DESK_PRODUCTS } from "~/modules/catalog/index.server";
import { moveByKeys } from "~/ui/desk/grid/grid-keys";
import { type GridAnswer, GridHead, GridListing } from "~/ui/desk/grid/grid-listing";
import { WhyFields } from "~/ui/desk/grid/why-fields";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { NothingFound } from "~/ui/illustrations/nothing-found";
import { pageWords } from "~/ui/messages/page-words.server";
import { ActionBar } from "~/ui/primitives/action-bar";
import { Button } from "~/ui/primitives/button";
import { Empty, Notice } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { PageLinks } from "~/ui/primitives/page-links";
import { RefusedNotice } from "~/ui/primitives/refused";
import { type GridCell, saveGrid } from "~/workflows/save-grid";
import { cooperativeBySlug } from "./cooperative-of.server";

const CURSOR = /^(\d{1,6})_([0-9a-f-]{36})$/;

export const loader = staff("coop.products.edit", cooperativeBySlug, async (visit) => {
  const { portal, url, locale, organisationId, params } = visit;
  const after = url.searchParams.get("after") ?? "";
  const [, position, id] = CURSOR.exec(after) ?? [];
  const { products, next } = await deskProducts(portal.db, {
    cooperativeId: organisationId,
    locale,
    after: position && id ? { position: Number(position), id } : undefined,
    limit: MOST_DESK_PRODUCTS,
  });
  return {
    products: products.filter(({ skus }) => skus.some(({ onSale }) => onSale)),
    back: `/coop/${params.slug}/products`,
    next: next && `${next.position}_${next.id}`,
    saved: Number(url.searchParams.get("saved") ?? "0") || 0,
    page: after || "first",
    title: pageWords(locale, "grid", "desk")("title"),
  };
});

async function save(visit: StaffVisit) {
  const { request, portal, viewer, organisationId, now, url } = visit;
  const form = await request.clone().formData();
  const fields = [...form].filter((field): field is [string, string] => typeof field[1] === "string");
  const values: Record<string, string> = Object.fromEntries(fields);
  const { problems, ...typed } = readGrid(values);
  if (Object.keys(problems).length > 0) {
    return data(told("FormInvalid", values, problems), REFUSALS.FormInvalid);
  }
  const act = { cooperativeId: organisationId, userId: viewer.userId, now };
  const saved = await saveGrid(portal, { ...act, ...typed });
  if (!saved.ok) {
    const { code, cells } = saved.refusal;
    // A pack or listing of somebody else's stands in no grid of ours: as everywhere, there is no such thing.
    if (cells.some(({ refusal }) => UNKNOWN.has(refusal.code))) throw notFound();
    const found = Object.fromEntries(cells.map((cell) => [fieldOf(cell), cell.refusal.code]));
    return data(told(code, values, found, cells), REFUSALS[code]);
  }
  const { prices, moves, packs } = saved.value;
  const query = new URLSearchParams(url.search);
  query.delete("index");
  query.set("saved", String(prices + moves + packs));
  return redirect(`${url.pathname}?${query}`, 303);
}

const UNKNOWN: ReadonlySet<string> = new Set(["ProductNotFound", "SkuNotFound"]);
const fieldOf = (cell: GridCell): string => {
  if (cell.kind === "packs") return packsField(cell.id, cell.channel);
  return cell.kind === "price" ? priceField(cell.id) : moveField(cell.id);
};

function told(
  refused: "FormInvalid" | "GridRefused",
  values: GridAnswer["values"],
  problems: GridAnswer["problems"],
  cells: readonly GridCell[] = [],
): GridAnswer & { readonly refused: typeof refused } {
  const amounts = cells.flatMap((cell): [string, bigint][] => {
    const { refusal } = cell;
    if (refusal.code === "PriceBelowFloor") return [[fieldOf(cell), refusal.floorFen]];
    if (refusal.code === "PriceChangedMeanwhile") return [[fieldOf(cell), refusal.nowFen]];
    return [];
  });
  const left = cells.flatMap((cell): [string, number][] =>
    cell.refusal.code === "OutOfStock" ? [[fieldOf(cell), cell.refusal.skus[0]?.left ?? 0]] : [],
  );
  return {
    refused,
    values,
    problems,
    amounts: Object.fromEntries(amounts),
    left: Object.fromEntries(left),
  };
}

export const action = staff("coop.products.edit", cooperativeBySlug, once(save));

export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export default function Grid() {
  const { products, back, next, saved, page, title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("grid");
  const told = answer && "amounts" in answer ? answer : undefined;
  return (
    <div className="page pt-5 md:pt-8">
      <PageHead back={{ to: back, words: words("back") }} title={title} lead={words("lead")} />
      <div className="mt-3 max-w-reading space-y-3">
        {answer ? (
          <RefusedNotice code={answer.refused} />
        ) : (
          saved > 0 && (
            <Notice tone="good" live>
              {words("saved", { count: saved })}
            </Notice>
          )
        )}
      </div>
      {products.length === 0 ? (
        <Empty scene={<NothingFound />} title={words("none")} />
      ) : (
        <Form method="post" onKeyDown={moveByKeys} noValidate key={page} className="group/grid">
          <GridHead />
          <ul className="rounded-card border border-line bg-card">
            {products.map((product) => (
              <GridListing key={product.id} product={product} answer={told} />
            ))}
          </ul>
          <ActionBar className="mt-4 grid items-end gap-3 md:grid-cols-[14rem_1fr_auto]">
            <WhyFields answer={told} />
            <Button kind="primary" size="large">
              {words("save")}
            </Button>
            <KeptDraft form={`grid/${back}/${page}`} />
          </ActionBar>
        </Form>
      )}
      <PageLinks next={next && { to: `?after=${next}`, says: words("next") }} />
    </div>
  );
}
