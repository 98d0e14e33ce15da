import type { Account, NormalSide } from "./book";
import { COLLECTIVE_2023 } from "./chart-collective-2023";
import { COOP_2021 } from "./chart-coop-2021";
import { OPERATOR_2013 } from "./chart-operator-2013";

/** Charts of accounts by the rules they come from. */
export const CHART_CODES = ["operator-2013", "coop-2021", "collective-2023"] as const;
export type ChartCode = (typeof CHART_CODES)[number];

/** A chart as data. `version` changes whenever an account is added; books keep the version they were opened with. */
export interface Chart {
  readonly code: ChartCode;
  readonly version: string;
  /** the rules it is taken from */
  readonly source: string;
  readonly accounts: readonly Account[];
}

/** Code, normal side, name in zh-CN, zh-TW and en. */
export type ChartRow = readonly [code: string, side: NormalSide, zhCN: string, zhTW: string, en: string];

export interface ChartSource {
  readonly version: string;
  readonly source: string;
  readonly rows: readonly ChartRow[];
}

function chart(code: ChartCode, { version, source, rows }: ChartSource): Chart {
  const accounts = rows
    .map(([accountCode, normalSide, zhCN, zhTW, en]) => ({
      code: accountCode,
      normalSide,
      name: { "zh-CN": zhCN, "zh-TW": zhTW, en },
    }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
  return { code, version, source, accounts };
}

export const CHARTS: Readonly<Record<ChartCode, Chart>> = {
  "operator-2013": chart("operator-2013", OPERATOR_2013),
  "coop-2021": chart("coop-2021", COOP_2021),
  "collective-2023": chart("collective-2023", COLLECTIVE_2023),
};
