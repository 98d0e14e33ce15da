import { notFound, staff } from "~/http/door.server";
import { plainDecimal } from "~/kernel/amount-text";
import { shanghaiDay } from "~/kernel/clock";
import { type Period, readPeriod } from "~/kernel/period";
import { type VillageFigures, viewVillageFigures } from "~/workflows/view-village-figures";
import { type CsvSheet, csvAnswer, salesSheet } from "../overview-sheet.server";
import { villageBySlug, villageOf } from "./village-of.server";

type Sheet = (figures: VillageFigures, period: Period, today: string) => CsvSheet;

/** The tables there are of the village's charts, by the word in the address. */
const SHEETS: Readonly<Record<string, Sheet>> = { sales, shares, due };

/** The figures behind the charts of a village's overview; plain numbers for spreadsheets. */
export const loader = staff("village.overview.read", villageBySlug, async (visit) => {
  const village = await villageOf(visit);
  if (!village) throw notFound();
  const today = shanghaiDay(visit.now);
  const period = readPeriod(visit.url.searchParams, today);
  const figures = await viewVillageFigures(visit.portal.db, { ...village, period });
  const sheet = SHEETS[visit.url.searchParams.get("of") ?? "sales"] ?? sales;
  return csvAnswer(visit, sheet(figures, period, today));
});

function sales(figures: VillageFigures, period: Period): CsvSheet {
  return salesSheet(period, figures.sales, { refunds: false });
}

function shares({ shares: { pieces } }: VillageFigures, { from, to }: Period): CsvSheet {
  return {
    name: `shares-${from}-${to}`,
    columns: ["from", "credited"],
    rows: pieces.map(({ piece, fen }) => [piece, plainDecimal(fen, 2)]),
  };
}

function due(figures: VillageFigures, _period: Period, today: string): CsvSheet {
  return {
    name: `due-${today}`,
    columns: ["windowEnds", "orders", "pending"],
    rows: figures.due.map(({ day, orders, fen }) => [day ?? "", String(orders), plainDecimal(fen, 2)]),
  };
}
