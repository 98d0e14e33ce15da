import { type StaffVisit, staff } from "~/http/door.server";
import { plainDecimal } from "~/kernel/amount-text";
import { shanghaiDay } from "~/kernel/clock";
import { readPeriod } from "~/kernel/period";
import { claimFigures, salesFigures } from "~/modules/ordering/index.server";
import { viewStoreFigures } from "~/workflows/view-store-figures";
import { type CsvSheet, csvAnswer, salesSheet } from "../overview-sheet.server";
import { cooperativeBySlug } from "./cooperative-of.server";

type Sheet = (visit: StaffVisit) => Promise<CsvSheet>;

/** The tables there are of the overview's charts, by the word in the address. */
const SHEETS: Readonly<Record<string, Sheet>> = { sales, claims, lots, packs };

/** The figures behind the overview's charts, a row for each bar; plain numbers for spreadsheets. */
export const loader = staff("coop.overview.read", cooperativeBySlug, async (visit) => {
  const sheet = SHEETS[visit.url.searchParams.get("of") ?? "sales"] ?? sales;
  return csvAnswer(visit, await sheet(visit));
});

async function sales({ portal, url, now, organisationId }: StaffVisit): Promise<CsvSheet> {
  const period = readPeriod(url.searchParams, shanghaiDay(now));
  const scope = { of: "cooperative", id: organisationId } as const;
  return salesSheet(period, await salesFigures(portal.db, { scope, period }), { refunds: true });
}

async function claims({ portal, url, now, organisationId }: StaffVisit): Promise<CsvSheet> {
  const period = readPeriod(url.searchParams, shanghaiDay(now));
  const { pieces } = await claimFigures(portal.db, { cooperativeId: organisationId, period });
  return {
    name: `claims-${period.from}-${period.to}`,
    columns: ["from", "claimsOpened", "claimsAccepted", "claimsDeclined", "claimsGiven"],
    rows: pieces.map(({ piece, opened, accepted, declined, givenFen }) => [
      piece,
      ...[opened, accepted, declined].map(String),
      plainDecimal(givenFen, 2),
    ]),
  };
}

function storeOf({ portal, locale, now, organisationId }: StaffVisit) {
  const today = shanghaiDay(now);
  return viewStoreFigures(portal.db, { cooperativeId: organisationId, locale, today });
}

async function lots(visit: StaffVisit): Promise<CsvSheet> {
  const { products } = await storeOf(visit);
  return {
    name: `lots-${shanghaiDay(visit.now)}`,
    columns: ["product", "unpacked", "inPacks", "wholesale", "cost", "uncosted"],
    rows: products.map((each) => [
      each.productName,
      plainDecimal(each.unpackedGrams, 3),
      plainDecimal(each.inPacksGrams, 3),
      plainDecimal(each.wholesaleGrams, 3),
      plainDecimal(each.costFen, 2),
      plainDecimal(each.uncostedGrams, 3),
    ]),
  };
}

async function packs(visit: StaffVisit): Promise<CsvSheet> {
  const store = await storeOf(visit);
  return {
    name: `packs-${shanghaiDay(visit.now)}`,
    columns: ["product", "pack", "shop", "live", "held", "aside"],
    rows: store.packs.map((each) => [
      each.productName,
      each.skuName,
      ...[each.shop, each.live, each.held, each.aside].map(String),
    ]),
  };
}
