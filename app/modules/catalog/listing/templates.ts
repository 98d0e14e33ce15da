import type { Freshness, Packing } from "../product";
import { FIELDS, type FieldKind, type FieldName } from "./fields";

/** One field of a template: whether a listing can be submitted without it, and narrower limits where it has some. */
export interface TemplateField {
  readonly field: FieldName;
  readonly kind: FieldKind;
  readonly required: boolean;
}

/** What is asked of one kind of produce, and what is proposed for it. */
export interface ListingTemplate {
  /** slug of the category that is proposed */
  readonly category: string;
  readonly freshness: Freshness;
  readonly claimWindowHours: number;
  readonly packing: Packing;
  /**
   * Whether each lot must carry a 承诺达标合格证 (农业农村部令 2025 no. 4, in force 2026-02-01: vegetables, fruit, tea
   * leaf, livestock, eggs, farmed fish; honey is not in its list).
   */
  readonly needsCertificate: boolean;
  readonly fields: readonly TemplateField[];
}

interface Asked {
  readonly required: readonly FieldName[];
  readonly optional: readonly FieldName[];
  /** of amounts, in their smallest steps */
  readonly limits?: Readonly<Partial<Record<FieldName, readonly [least: number, most: number]>>>;
}

function fields({ required, optional, limits = {} }: Asked): readonly TemplateField[] {
  const of = (field: FieldName, isRequired: boolean): TemplateField => {
    const kind: FieldKind = FIELDS[field];
    const [least, most] = limits[field] ?? [];
    const narrowed =
      kind.kind === "amount" && least !== undefined && most !== undefined ? { ...kind, least, most } : kind;
    return { field, kind: narrowed, required: isRequired };
  };
  return [...required.map((field) => of(field, true)), ...optional.map((field) => of(field, false))];
}

const FRESH = { freshness: "fresh", claimWindowHours: 48 } as const;
const TENDER = { freshness: "fresh", claimWindowHours: 24 } as const;
const KEEPS = { freshness: "keeps", claimWindowHours: 72 } as const;

/** 商品模板: the declared table. A new kind of produce is a line here and its words in the catalogues. */
export const TEMPLATES = {
  leafVegetables: {
    category: "vegetables",
    ...TENDER,
    packing: "box",
    needsCertificate: true,
    fields: fields({
      required: ["grade", "origin", "producer", "shelfLife", "storage", "packaging"],
      optional: ["variety", "length"],
      limits: { shelfLife: [1, 30] },
    }),
  },
  fruitVegetables: {
    category: "vegetables",
    ...FRESH,
    packing: "box",
    needsCertificate: true,
    fields: fields({
      required: ["grade", "origin", "producer", "shelfLife", "storage", "packaging"],
      optional: ["variety", "diameter", "pieceWeight", "brix"],
      limits: { shelfLife: [1, 60] },
    }),
  },
  fruit: {
    category: "fruit",
    ...TENDER,
    packing: "box",
    needsCertificate: true,
    fields: fields({
      required: ["variety", "grade", "origin", "producer", "shelfLife", "storage", "packaging"],
      optional: ["diameter", "pieceWeight", "brix"],
      limits: { shelfLife: [1, 240] },
    }),
  },
  roots: {
    category: "grains",
    ...FRESH,
    packing: "box",
    needsCertificate: true,
    fields: fields({
      required: ["grade", "origin", "producer", "shelfLife", "storage"],
      optional: ["variety", "pieceWeight", "packaging"],
      limits: { shelfLife: [7, 240] },
    }),
  },
  grains: {
    category: "grains",
    ...KEEPS,
    packing: "bag",
    needsCertificate: false,
    fields: fields({
      required: ["origin", "producer", "shelfLife", "storage", "allergens"],
      optional: ["variety", "grade", "moisture", "packaging", "licence"],
      limits: { moisture: [10, 200] },
    }),
  },
  freshMushrooms: {
    category: "fungi",
    ...TENDER,
    packing: "box",
    needsCertificate: true,
    fields: fields({
      required: ["grade", "origin", "producer", "shelfLife", "storage"],
      optional: ["variety", "diameter", "packaging"],
      limits: { shelfLife: [1, 30] },
    }),
  },
  driedMushrooms: {
    category: "fungi",
    ...KEEPS,
    packing: "bag",
    needsCertificate: false,
    fields: fields({
      required: ["grade", "origin", "producer", "shelfLife", "storage", "moisture"],
      optional: ["variety", "diameter", "packaging", "licence"],
      limits: { moisture: [10, 200] },
    }),
  },
  honey: {
    category: "honey",
    ...KEEPS,
    packing: "jar",
    needsCertificate: false,
    fields: fields({
      required: ["variety", "baume", "origin", "producer", "shelfLife", "storage", "packaging"],
      optional: ["moisture", "licence", "additives"],
      limits: { moisture: [120, 240] },
    }),
  },
  tea: {
    category: "tea",
    ...KEEPS,
    packing: "bag",
    needsCertificate: true,
    fields: fields({
      required: ["variety", "grade", "origin", "producer", "shelfLife", "storage"],
      optional: ["season", "moisture", "packaging", "licence"],
      limits: { moisture: [10, 140] },
    }),
  },
  dairy: {
    category: "dairy",
    ...TENDER,
    packing: "bottle",
    needsCertificate: false,
    fields: fields({
      required: ["origin", "producer", "shelfLife", "storage", "allergens", "licence"],
      optional: ["ingredients", "additives", "packaging"],
    }),
  },
  eggs: {
    category: "meat",
    ...FRESH,
    packing: "box",
    needsCertificate: true,
    fields: fields({
      required: ["origin", "producer", "shelfLife", "storage", "allergens"],
      optional: ["pieceWeight", "grade", "packaging"],
      limits: { shelfLife: [1, 90] },
    }),
  },
  meat: {
    category: "meat",
    ...TENDER,
    packing: "box",
    needsCertificate: true,
    fields: fields({
      required: ["origin", "producer", "shelfLife", "storage"],
      optional: ["variety", "pieceWeight", "packaging", "licence"],
    }),
  },
  preserved: {
    category: "pantry",
    ...KEEPS,
    packing: "jar",
    needsCertificate: false,
    fields: fields({
      required: [
        "ingredients",
        "additives",
        "allergens",
        "origin",
        "producer",
        "shelfLife",
        "storage",
        "licence",
      ],
      optional: ["brix", "moisture", "packaging"],
    }),
  },
  handicraft: {
    category: "pantry",
    ...KEEPS,
    packing: "box",
    needsCertificate: false,
    fields: fields({
      required: ["material", "dimensions", "origin", "producer"],
      optional: ["care", "packaging"],
    }),
  },
} as const satisfies Readonly<Record<string, ListingTemplate>>;

export type TemplateName = keyof typeof TEMPLATES;
export const TEMPLATE_NAMES = Object.keys(TEMPLATES) as [TemplateName, ...TemplateName[]];

export function isTemplate(name: string): name is TemplateName {
  return Object.hasOwn(TEMPLATES, name);
}

export function templateOf(name: TemplateName): ListingTemplate {
  return TEMPLATES[name];
}
