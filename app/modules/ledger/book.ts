import type { Refusal } from "~/kernel/result";
import type { LocalizedText } from "~/kernel/text";
import type { ChartCode } from "./chart";

/** 账套: the books of one legal entity. `openedOn` is a day, YYYY-MM-DD. */
export interface Book {
  readonly id: string;
  readonly code: string;
  readonly title: LocalizedText;
  readonly chart: ChartCode;
  readonly chartVersion: string;
  readonly openedOn: string;
}

/** The side on which an account's balance usually stands; "both" for accounts that may owe or be owed. */
export type NormalSide = "debit" | "credit" | "both";

/** 科目 of one book. `code` is that of the national chart, with our detail accounts after a dot (`501.01`). */
export interface Account {
  readonly code: string;
  readonly name: LocalizedText;
  readonly normalSide: NormalSide;
}

/** `id` may be given when a caller needs to know it before (a seed that can be repeated exactly). */
export interface OpenBook {
  readonly id?: string;
  readonly now: Date;
  readonly code: string;
  readonly title: LocalizedText;
  readonly chart: ChartCode;
  readonly openedOn: string;
}

export type OpenBookRefusal = Refusal<"BookCodeTaken"> & { readonly bookCode: string };
