import { notFound, staff } from "~/http/door.server";
import { personFor } from "~/http/outsiders.server";
import { shanghaiDay } from "~/kernel/clock";
import { lotStory, MOST_STORY_LINES, stockLot } from "~/modules/catalog/index.server";
import { pageWords } from "~/ui/messages/page-words.server";
import { cooperativeBySlug } from "./cooperative-of.server";
import { idOf } from "./stock-address.server";
import { storyCsv } from "./stock-story-csv.server";

const COLUMNS = ["at", "what", "retailGrams", "wholesaleGrams", "balanceGrams", "person", "note"] as const;

/** Everything that became of a lot, in grams, for spreadsheets. */
export const loader = staff("coop.stock.read", cooperativeBySlug, async (visit) => {
  const { portal, params, locale, now, organisationId } = visit;
  const id = idOf(params);
  const desk = { cooperativeId: organisationId, locale, today: shanghaiDay(now) };
  const found = await stockLot(portal.db, { ...desk, lotId: id });
  if (!found) throw notFound();
  const named = personFor(visit);
  const words = pageWords(locale, "stock", "desk");
  return storyCsv({
    name: `lot-${found.lot.code}`,
    columns: COLUMNS.map((column) => words(`csv.${column}`)),
    page: (after) =>
      lotStory(portal.db, { id, cooperativeId: organisationId, after, limit: MOST_STORY_LINES }),
    cells: (line) => [
      line.at.toISOString(),
      words(`reason.${line.reason}` as Parameters<typeof words>[0]),
      String(line.gramsRetail),
      String(line.gramsWholesale),
      String(line.balance),
      named(line).person ?? "",
      line.note,
    ],
  });
});
