import { staff } from "~/http/door.server";
import { shanghaiDay } from "~/kernel/clock";
import { type DeskListing, deskListings, sheetGround } from "~/modules/catalog/index.server";
import { baseDraft } from "~/modules/catalog/sheet/base-draft";
import type { SheetWords } from "~/modules/catalog/sheet/columns";
import { listingRows } from "~/modules/catalog/sheet/write-table";
import { pageWords } from "~/ui/messages/page-words.server";
import { cooperativeBySlug, cooperativeOf } from "./cooperative-of.server";
import { choicesSheet, listingsSheet, xlsxFile } from "./sheet-file.server";
import { sheetLanguages } from "./sheet-words.server";

/** All listings as a sheet to change and bring back; `?empty` gives the headings and the choices alone. */
export const loader = staff("coop.products.read", cooperativeBySlug, async (visit) => {
  const { portal, organisationId, locale, url, now } = visit;
  const isEmpty = url.searchParams.has("empty");
  const [ground, listings, cooperative] = await Promise.all([
    sheetGround(portal.db, organisationId),
    isEmpty ? [] : deskListings(portal.db, organisationId),
    cooperativeOf(visit),
  ]);
  const [own] = sheetLanguages(locale, ground);
  const words = pageWords(locale, "excel", "desk");
  const bytes = await portal.sheets.write([
    listingsSheet(words("sheet.listings"), own, rowsOf(listings, own)),
    choicesSheet(words("sheet.choices"), words("sheet.needed"), own),
  ]);
  const file = isEmpty ? words("sheet.template") : words("sheet.file");
  return xlsxFile(`${cooperative?.name} ${file} ${shanghaiDay(now)}`, bytes);
});

/** Rows listing by listing: of thousands they take long enough to put together that somebody else's turn comes between. */
function* rowsOf(listings: readonly DeskListing[], words: SheetWords) {
  for (const listing of listings) yield* listingRows([{ ...listing, draft: baseDraft(listing) }], words);
}
