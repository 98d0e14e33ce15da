import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { PRICE_PER, type PricePer, readYuan } from "~/modules/catalog/desk.price";
import { MOST_PACKS_OF_LISTING } from "~/modules/catalog/listing/draft";
import { type ListingValues, packField } from "~/modules/catalog/listing/listing.forms";
import { type TemplateName, templateOf } from "~/modules/catalog/listing/templates";
import {
  readNetWeight,
  typedYuan,
  unitPrices,
  WEIGHT_TYPED_IN,
  type WeightTypedIn,
} from "~/modules/catalog/listing/unit-price";
import { PACKINGS, type Packing } from "~/modules/catalog/product";
import { Button } from "~/ui/primitives/button";
import { SelectField, TextField } from "~/ui/primitives/field";
import { FoldLine } from "~/ui/primitives/fold";
import type { ProblemOf } from "./listing-form";

interface PackFieldsProps {
  readonly template: TemplateName;
  readonly values: ListingValues;
  readonly problem: ProblemOf;
}

/** Without JavaScript there are always this many blank packs to fill in; with it, one more by a tap. */
const BLANK_PACKS = 2;
const PLACES = Array.from({ length: MOST_PACKS_OF_LISTING }, (_, at) => at);

export function PackFields({ template, values, problem }: PackFieldsProps) {
  const words = useTranslations("listings.field");
  const filled = PLACES.filter((at) =>
    ["name", "weight", "price.pack"].some((field) => values[packField(at, field)]),
  ).length;
  const [shown, setShown] = useState(Math.min(MOST_PACKS_OF_LISTING, filled + BLANK_PACKS));
  const [isAlive, setIsAlive] = useState(false);
  useEffect(() => {
    setShown(Math.max(1, filled));
    setIsAlive(true);
  }, [filled]);
  return (
    <div className="flex flex-col gap-4">
      {isAlive && <KeptAside name="packs" value={String(shown)} take={(packs) => setShown(Number(packs))} />}
      {PLACES.slice(0, shown).map((at) => (
        <PackInputs key={at} {...{ at, template, values, problem }} />
      ))}
      {shown < MOST_PACKS_OF_LISTING && (
        <Button type="button" onClick={() => setShown(shown + 1)}>
          {words("addPack")}
        </Button>
      )}
    </div>
  );
}

interface KeptAsideProps {
  readonly name: string;
  readonly value: string;
  readonly take: (value: string) => void;
  readonly disabled?: boolean;
}

/** What nobody types but a draft must know to be put back: how many packs there are, which of three prices was typed. */
function KeptAside({ take, ...control }: KeptAsideProps) {
  return <input hidden type="text" {...control} onChange={(event) => take(event.target.value)} />;
}

function PackInputs({ at, template, values, problem }: PackFieldsProps & { readonly at: number }) {
  const words = useTranslations("listings.field");
  const units = useTranslations("units");
  const listings = useTranslations("listings");
  const field = (name: string) => packField(at, name);
  const of = (name: string) => ({ name: field(name), error: problem(field(name)) });
  const [packing, setPacking] = useState<Packing>(
    (values[field("packing")] as Packing | undefined) ?? templateOf(template).packing,
  );
  const price = usePrices(values, field);
  const unitName = (unit: WeightTypedIn) => (unit === "gram" ? listings("gram") : units(unit));
  return (
    <fieldset className="rounded-card border border-line bg-card p-4">
      <legend className="px-1 text-15 font-semibold">{words("pack", { number: at + 1 })}</legend>
      <input type="hidden" name={field("skuId")} value={values[field("skuId")] ?? ""} />
      <KeptAside name={field("per")} value={price.per} take={price.typedPer} disabled={!price.isComputing} />
      <div className="grid grid-cols-6 gap-3">
        <TextField
          className="col-span-6"
          label={words("packName")}
          hint={words("packNameHint")}
          defaultValue={values[field("name")]}
          {...of("name")}
        />
        <TextField
          className="col-span-2"
          label={words("weight")}
          inputMode="decimal"
          autoComplete="off"
          value={price.weight}
          onChange={(event) => price.setWeight(event.target.value)}
          {...of("weight")}
        />
        <SelectField
          className="col-span-2"
          label={words("weightUnit")}
          name={field("weightUnit")}
          value={price.unit}
          onChange={(event) => price.setUnit(event.target.value as WeightTypedIn)}
        >
          {WEIGHT_TYPED_IN.map((unit) => (
            <option key={unit} value={unit}>
              {unitName(unit)}
            </option>
          ))}
        </SelectField>
        <SelectField
          className="col-span-2"
          label={words("packing")}
          name={field("packing")}
          value={packing}
          onChange={(event) => setPacking(event.target.value as Packing)}
        >
          {PACKINGS.map((each) => (
            <option key={each} value={each}>
              {units(each)}
            </option>
          ))}
        </SelectField>
        {PRICE_PER.map((per) => (
          <TextField
            key={per}
            className="col-span-2"
            label={words("pricePer", { unit: per === "pack" ? units(packing) : units(per) })}
            inputMode="decimal"
            autoComplete="off"
            value={price.shown[per]}
            data-never-kept={price.per === per ? undefined : ""}
            onChange={(event) => price.type(per, event.target.value)}
            {...of(`price.${per}`)}
          />
        ))}
        <p className="col-span-6 text-13 text-ink-3">
          {words(price.isComputing ? "priceHint" : "pricePlain")}
        </p>
        <FoldLine className="col-span-6" title={words("english")}>
          <TextField
            label={words("packNameEn")}
            lang="en"
            defaultValue={values[field("nameEn")]}
            {...of("nameEn")}
          />
        </FoldLine>
        {values[field("skuId")] && (
          <label className="col-span-6 flex min-h-11 items-center gap-3 text-15">
            <input type="checkbox" name={field("gone")} className="size-5 accent-vermilion" />
            {words("packGone")}
          </label>
        )}
      </div>
    </fieldset>
  );
}

/** Three prices of which one was typed; without JavaScript only the pack's is filled in, and nothing is computed. */
function usePrices(values: ListingValues, field: (name: string) => string) {
  const [weight, setWeight] = useState(values[field("weight")] ?? "");
  const [unit, setUnit] = useState<WeightTypedIn>(
    (values[field("weightUnit")] as WeightTypedIn | undefined) ?? "jin",
  );
  const [typed, setTyped] = useState<{ per: PricePer; text: string; isAlive: boolean }>({
    per: "pack",
    text: values[field("price.pack")] ?? "",
    isAlive: false,
  });
  useEffect(() => setTyped((before) => ({ ...before, isAlive: true })), []);
  const grams = readNetWeight(weight, unit);
  const thousandths = readYuan(typed.text);
  const isComputed = typed.isAlive && grams !== undefined && thousandths !== undefined;
  const prices = isComputed ? unitPrices(thousandths, typed.per, grams) : undefined;
  const shown = (per: PricePer) => (per === typed.per ? typed.text : prices ? typedYuan(prices[per]) : "");
  return {
    ...{ weight, setWeight, unit, setUnit },
    ...{ per: typed.per, isComputing: typed.isAlive },
    shown: { pack: shown("pack"), jin: shown("jin"), kilogram: shown("kilogram") },
    typedPer: (per: string) =>
      setTyped((before) => ({ ...before, per: PRICE_PER.find((each) => each === per) ?? "pack" })),
    type: (per: PricePer, text: string) => setTyped({ per, text, isAlive: true }),
  };
}
