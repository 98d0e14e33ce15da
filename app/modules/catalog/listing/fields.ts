/** What a listing may say of its goods beside name, packs and price, and how each is typed and limited. */

/** Units of amounts. Each has its words under `listings.unit`. */
export type AmountUnit =
  | "millimetre"
  | "centimetre"
  | "gram"
  | "brix"
  | "baume"
  | "percent"
  | "day"
  | "month";

/** An amount is kept as a whole number of its smallest step: 18.5 °Brix with one decimal is 185. */
export interface AmountKind {
  readonly kind: "amount";
  readonly unit: AmountUnit;
  readonly decimals: 0 | 1;
  /** in smallest steps, both included */
  readonly least: number;
  readonly most: number;
}
export interface ChoiceKind {
  readonly kind: "choice";
  readonly options: readonly string[];
}
export interface ChoicesKind {
  readonly kind: "choices";
  readonly options: readonly string[];
}
export interface TextKind {
  readonly kind: "text";
  /** characters */
  readonly most: number;
}
export type FieldKind = AmountKind | ChoiceKind | ChoicesKind | TextKind;

const text = (most: number): TextKind => ({ kind: "text", most });
const choice = (...options: string[]): ChoiceKind => ({ kind: "choice", options });
const amount = (unit: AmountUnit, decimals: 0 | 1, least: number, most: number): AmountKind => ({
  kind: "amount",
  unit,
  decimals,
  least,
  most,
});

/**
 * The limits keep out slips of the finger, not goods: they are wider than any grading standard, because a standard
 * differs by variety and a listing that is honest about a lower figure must stay possible.
 */
export const FIELDS = {
  variety: text(30),
  grade: choice("premium", "first", "second", "ungraded"),
  /** least diameter of a fruit or berry */
  diameter: amount("millimetre", 0, 5, 400),
  length: amount("centimetre", 0, 2, 200),
  /** of one piece: a fruit, a bunch, an egg */
  pieceWeight: amount("gram", 0, 1, 20_000),
  brix: amount("brix", 1, 30, 400),
  baume: amount("baume", 1, 350, 450),
  moisture: amount("percent", 1, 1, 300),
  season: choice("spring", "summer", "autumn", "winter"),
  packaging: choice("carton", "foamBox", "netBag", "giftBox", "glassJar", "vacuum", "bottle", "pouch"),
  storage: choice("chilled", "frozen", "cool", "dry"),
  shelfLife: amount("day", 0, 1, 3_650),
  origin: text(60),
  producer: text(60),
  ingredients: text(200),
  additives: text(120),
  allergens: {
    kind: "choices",
    options: ["none", "gluten", "egg", "milk", "peanut", "soy", "nuts", "fish", "crustacean"],
  },
  /** food production licence, or the registration of a small workshop */
  licence: text(30),
  material: text(60),
  dimensions: text(60),
  care: text(120),
} as const satisfies Readonly<Record<string, FieldKind>>;

export type FieldName = keyof typeof FIELDS;
export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];

/**
 * What the label of farm produce has to name: 品名 (the listing's name), 产地, 生产者, 生产日期 (of the lot), 保质期 and
 * 等级, additives where there are any (农产品质量安全法 art 38).
 */
export const LABEL_FIELDS: ReadonlySet<FieldName> = new Set([
  "origin",
  "producer",
  "shelfLife",
  "grade",
  "additives",
]);
