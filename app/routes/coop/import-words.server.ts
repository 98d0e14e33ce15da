import type { Locale } from "~/kernel/text";
import { typedYuan } from "~/modules/catalog/listing/unit-price";
import { shownText } from "~/modules/catalog/sheet/cells";
import type { SheetColumn, SheetWords } from "~/modules/catalog/sheet/columns";
import type { PlannedRow, RowProblem } from "~/modules/catalog/sheet/planned";
import type { ImportRowView } from "~/ui/desk/import/import-row";
import { pageWords } from "~/ui/messages/page-words.server";

/** Longer texts are cut where they are compared. */
const LONGEST_SHOWN = 80;
const MOST_CHOICES = 20;

/** Says planned rows in one language. */
export function importWords(locale: Locale, own: SheetWords) {
  const words = pageWords(locale, "excel", "desk");
  const cut = (text: string) => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
  const choicesOf = (column: SheetColumn | null) => {
    const all = Object.values((column && own.options[column]) ?? {});
    return all.slice(0, MOST_CHOICES).join(" / ") + (all.length > MOST_CHOICES ? " …" : "");
  };
  const problemText = ({ problem, column, facts }: RowProblem): string => {
    const yuan = typedYuan(BigInt(facts.fen ?? 0) * 10n);
    const choices = choicesOf(column);
    const said = problem === "required" && choices !== "" ? "requiredChoice" : problem;
    return words(`problem.${said}`, { ...facts, yuan, choices } as never);
  };
  const shown = (column: SheetColumn, canonical: string) =>
    canonical === "" ? words("report.blank") : cut(shownText(column, canonical, own));
  const rowView = (row: PlannedRow): ImportRowView => ({
    number: row.number,
    kind: row.kind,
    name: row.name,
    packName: row.packName,
    productId: row.productId,
    toReview: row.toReview,
    changes: row.changes.map(({ column, before, after }) => ({
      heading: own.headings[column],
      before: shown(column, before),
      after: shown(column, after),
    })),
    problems: row.problems.map((problem) => ({
      heading: problem.column && own.headings[problem.column],
      value: cut(problem.value),
      text: problemText(problem),
    })),
  });
  /** The comment beside a row in the sheet that is taken away again. */
  const comment = (row: PlannedRow): string => {
    const view = rowView(row);
    const problems = view.problems.map(({ heading, text }) => (heading ? `${heading}：${text}` : text));
    const changes = view.changes.map(({ heading, before, after }) => `${heading}：${before} → ${after}`);
    const said = row.kind === "bad" ? problems : row.kind === "change" ? changes : [];
    return [words(`report.kind.${row.kind}`), ...said].join("\n");
  };
  return { rowView, comment };
}
