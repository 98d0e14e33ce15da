import { DAY_MS } from "~/kernel/clock";
import { type Fen, priceOfWeight, type UnitPrice } from "~/kernel/money";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { LocalizedText } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";

/** 等级. What a grade asks for is agreed per product before the season; 统货 is everything as it came from the field. */
export const GRADES = ["special", "first", "second", "mixed"] as const;
export type Grade = (typeof GRADES)[number];

export const GRADE_NAMES: Readonly<Record<Grade, LocalizedText>> = {
  special: { "zh-CN": "特级", "zh-TW": "特級", en: "Special grade" },
  first: { "zh-CN": "一级", "zh-TW": "一級", en: "First grade" },
  second: { "zh-CN": "二级", "zh-TW": "二級", en: "Second grade" },
  mixed: { "zh-CN": "统货", "zh-TW": "統貨", en: "Field run" },
};

/** A draft changes until the household says yes; then the slip is history, and another one puts it right. */
export const SLIP_STATES = ["draft", "confirmed", "cancelled"] as const;
export type SlipState = (typeof SLIP_STATES)[number];

/** How the household said yes. */
export const CONFIRMED_BY = ["code", "signature"] as const;
export type ConfirmedBy = (typeof CONFIRMED_BY)[number];

/** Baskets of one delivery put on the scale one after the other. */
export const MOST_WEIGHINGS = 12;
/** A farm scale ends at three tonnes; beyond it a slip of the finger is likelier. */
export const MOST_GROSS_GRAMS: Grams = 3_000_000n;
/** 1/10000 yuan per kg: a thousand yuan a jin, above the best tea. */
export const HIGHEST_INTAKE_PRICE: UnitPrice = 20_000_000n;
/** Wrong codes before a slip has to be signed instead. */
export const MOST_CODE_TRIES = 5;
/** Goods that came from the field longer ago are no fresh intake. */
export const OLDEST_HARVEST_DAYS = 30;

/** Gross less tare of one time on the scale. */
export interface Weighing {
  readonly grossGrams: Grams;
  readonly tareGrams: Grams;
}

/** What a slip says of a delivery, as told to the household before it agrees (明码标价规定 art 10). */
export interface Delivery {
  readonly householdId: string;
  readonly plotId: string | null;
  readonly productId: string;
  /** YYYY-MM-DD */
  readonly harvestedOn: string;
  readonly variety: string;
  readonly specification: string;
  readonly grade: Grade;
  readonly unitPrice: UnitPrice;
  readonly weighings: readonly Weighing[];
}

/** A weighing that is none, too many of them, or a price nobody pays. */
export type WeighingRefused = Refusal<"WeighingRefused"> & { readonly position: number };
/** The goods cannot have been harvested on this day. */
export type HarvestDayRefused = Refusal<"HarvestDayRefused">;
/** No amount comes of it: the price is nothing, or higher than anything is bought at. */
export type IntakePriceRefused = Refusal<"IntakePriceRefused">;

export interface Weighed {
  readonly netGrams: Grams;
  readonly amountFen: Fen;
}

/** Adds up a delivery. The amount is rounded once, over the whole net weight. */
export function weigh(
  weighings: readonly Weighing[],
  unitPrice: UnitPrice,
): Result<Weighed, WeighingRefused | IntakePriceRefused> {
  if (weighings.length === 0 || weighings.length > MOST_WEIGHINGS) {
    return refuse({ code: "WeighingRefused", position: 0 });
  }
  const wrong = weighings.findIndex(
    ({ grossGrams, tareGrams }) => tareGrams < 0n || grossGrams <= tareGrams || grossGrams > MOST_GROSS_GRAMS,
  );
  if (wrong >= 0) return refuse({ code: "WeighingRefused", position: wrong });
  const netGrams = weighings.reduce((sum, each) => sum + each.grossGrams - each.tareGrams, 0n);
  const amountFen = priceOfWeight(netGrams, unitPrice);
  if (unitPrice <= 0n || unitPrice > HIGHEST_INTAKE_PRICE || amountFen <= 0n) {
    return refuse({ code: "IntakePriceRefused" });
  }
  return ok({ netGrams, amountFen });
}

/** Days are YYYY-MM-DD; goods are taken in on the day of their harvest or within the month after it. */
export function decideHarvestDay(harvestedOn: string, today: string): Result<void, HarvestDayRefused> {
  const earliest = new Date(Date.parse(today) - OLDEST_HARVEST_DAYS * DAY_MS).toISOString().slice(0, 10);
  if (harvestedOn > today || harvestedOn < earliest) return refuse({ code: "HarvestDayRefused" });
  return ok();
}

/** What is wanted of a slip does not go with what it is by now. */
export type SlipNotInState = Refusal<"SlipNotInState"> & { readonly state: SlipState };

export function mustBe(state: SlipState, wanted: SlipState): Result<void, SlipNotInState> {
  return state === wanted ? ok() : refuse({ code: "SlipNotInState", state });
}

/**
 * Everything the household agrees to, in one line of text. The one-time code is made from it, so that a code told for
 * one weight or price does not confirm another.
 */
export function agreedText(slip: {
  readonly number: string;
  readonly householdId: string;
  readonly productId: string;
  readonly harvestedOn: string;
  readonly variety: string;
  readonly specification: string;
  readonly grade: Grade;
  readonly unitPrice: UnitPrice;
  readonly netGrams: Grams;
  readonly amountFen: Fen;
}): string {
  const { number, householdId, productId, harvestedOn, variety, specification, grade } = slip;
  return JSON.stringify([
    ...[number, householdId, productId, harvestedOn, variety, specification, grade],
    ...[slip.unitPrice, slip.netGrams, slip.amountFen].map(String),
  ]);
}

/** Strokes of a finger on a field of 300 × 100: moves and lines in whole numbers, nothing else. */
const SIGNATURE = /^(?:M\d{1,3} \d{1,3}(?:L\d{1,3} \d{1,3})+)+$/;
export const SIGNATURE_FIELD = { width: 300, height: 100 } as const;
export const LONGEST_SIGNATURE = 8_000;
/** Fewer points are a tap and not a name. */
const FEWEST_POINTS = 8;

/** Whether a text is a drawn signature, an SVG path that can hold nothing but strokes. */
export function isSignature(path: string): boolean {
  if (path.length > LONGEST_SIGNATURE || !SIGNATURE.test(path)) return false;
  const numbers = [...path.matchAll(/(\d+) (\d+)/g)];
  return (
    numbers.length >= FEWEST_POINTS &&
    numbers.every(([, x, y]) => Number(x) <= SIGNATURE_FIELD.width && Number(y) <= SIGNATURE_FIELD.height)
  );
}
