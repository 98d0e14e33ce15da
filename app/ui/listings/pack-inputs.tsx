import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { PRICE_PER, readYuan } from "~/modules/catalog/desk.price";
import { packField } from "~/modules/catalog/listing/listing.forms";
import { templateOf } from "~/modules/catalog/listing/templates";
import { WEIGHT_TYPED_IN, type WeightTypedIn } from "~/modules/catalog/listing/unit-price";
import { PACKINGS, type Packing } from "~/modules/catalog/product";
import { AsTyped } from "~/ui/primitives/as-typed";
import { classes } from "~/ui/primitives/classes";
import { SelectField, TextField } from "~/ui/primitives/field";
import { BARE_SUMMARY, Chevron, FoldLine } from "~/ui/primitives/fold";
import { Money } from "~/ui/primitives/money";
import { Mark } from "~/ui/primitives/notice";
import { KeptAside } from "./kept-aside";
import { named, type PartProps } from "./listing-parts";
import { usePrices } from "./pack-prices";

interface PackInputsProps extends PartProps {
  /** its place among the packs */
  readonly at: number;
  readonly opens: boolean;
}

/** All that is asked of one pack; folded, what it is called and what it costs. */
export function PackInputs({ at, opens, template, values, saved, problem }: PackInputsProps) {
  const words = useTranslations("listings.field");
  const units = useTranslations("units");
  const listings = useTranslations("listings");
  const field = (name: string) => packField(at, name);
  const of = (name: string) => ({ ...named(field(name)), error: problem(field(name)) });
  const [startsOpen] = useState(opens);
  const [name, setName] = useState(values[field("name")] ?? "");
  const [isGone, setGone] = useState(values[field("gone")] === "on");
  const [packing, setPacking] = useState<Packing>(
    (values[field("packing")] as Packing | undefined) ?? templateOf(template).packing,
  );
  const price = usePrices(values, field);
  const now = { name, "price.pack": price.shown.pack, weight: price.weight, weightUnit: price.unit, packing };
  const isChanged =
    saved && Object.entries(now).some(([each, value]) => value !== (saved[field(each)] ?? ""));
  return (
    <details
      open={startsOpen || ASKED.some((asked) => problem(field(asked)) !== undefined)}
      className="border-t border-line first:border-t-0"
    >
      <PackLine
        name={name ? <AsTyped text={name} /> : words("pack", { number: at + 1 })}
        yuan={price.shown.pack}
        mark={isGone ? words("packGone") : isChanged ? listings("chapter.changed") : undefined}
        packing={packing}
      />
      <fieldset className="grid grid-cols-6 gap-3 px-4 pt-1 pb-4">
        <legend className="sr-only">{words("pack", { number: at + 1 })}</legend>
        <input type="hidden" name={field("skuId")} value={values[field("skuId")] ?? ""} />
        <KeptAside
          name={field("per")}
          value={price.per}
          take={price.typedPer}
          disabled={!price.isComputing}
        />
        <TextField
          className="col-span-6"
          label={words("packName")}
          hint={words("packNameHint")}
          defaultValue={values[field("name")]}
          onChange={(event) => setName(event.target.value)}
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
              {unit === "gram" ? listings("gram") : units(unit)}
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
            <input
              type="checkbox"
              name={field("gone")}
              defaultChecked={isGone}
              onChange={(event) => setGone(event.target.checked)}
              className="size-5 accent-vermilion"
            />
            {words("packGone")}
          </label>
        )}
      </fieldset>
    </details>
  );
}

/** The fields of a pack that can be complained of. */
const ASKED = ["name", "nameEn", "weight", ...PRICE_PER.map((per) => `price.${per}`)];

interface PackLineProps {
  readonly name: ReactNode;
  /** as typed; said only where it can be read */
  readonly yuan: string;
  readonly mark: string | undefined;
  readonly packing: Packing;
}

function PackLine({ name, yuan, mark, packing }: PackLineProps) {
  const units = useTranslations("units");
  const thousandths = readYuan(yuan);
  return (
    <summary className={classes(BARE_SUMMARY, "flex min-h-14 items-center gap-3 px-4 py-2")}>
      <span className="min-w-0 flex-1 text-17 font-semibold">
        <span className="mr-3">{name}</span>
        {mark && <Mark tone="wait">{mark}</Mark>}
      </span>
      {thousandths !== undefined && (
        <span className="shrink-0">
          <Money fen={thousandths / 10n} className="text-17 font-semibold" />
          <span className="text-13 text-ink-2">/{units(packing)}</span>
        </span>
      )}
      <Chevron />
    </summary>
  );
}
