import { notFound, staff } from "~/http/door.server";
import { personFor } from "~/http/outsiders.server";
import { MOST_STORY_LINES, packStory, stockSku } from "~/modules/catalog/index.server";
import { pageWords } from "~/ui/messages/page-words.server";
import { cooperativeBySlug } from "./cooperative-of.server";
import { idOf } from "./stock-address.server";
import { storyCsv } from "./stock-story-csv.server";

const COLUMNS = ["at", "what", "channel", "change", "balance", "unit", "person", "note"] as const;

/** Everything that became of a pack, for spreadsheets. */
export const loader = staff("coop.stock.read", cooperativeBySlug, async (visit) => {
  const { portal, params, locale, organisationId } = visit;
  const id = idOf(params);
  const sku = await stockSku(portal.db, { cooperativeId: organisationId, locale, skuId: id });
  if (!sku) throw notFound();
  const named = personFor(visit);
  const words = pageWords(locale, "stock", "desk");
  const unit = pageWords(locale, "units", "desk")(sku.packing);
  return storyCsv({
    name: `stock-${id}`,
    columns: COLUMNS.map((column) => words(`csv.${column}`)),
    page: (after) =>
      packStory(portal.db, { id, cooperativeId: organisationId, after, limit: MOST_STORY_LINES }),
    cells: (line) => [
      line.at.toISOString(),
      line.orderNumber
        ? words("reason.sold", { number: line.orderNumber })
        : words(`reason.${line.reason}` as Parameters<typeof words>[0]),
      words(`channel.${line.channel}`),
      String(line.packs),
      String(line.balance),
      unit,
      named(line).person ?? "",
      line.note,
    ],
  });
});
