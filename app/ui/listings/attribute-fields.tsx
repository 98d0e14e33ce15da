import { useTranslations } from "use-intl";
import { amountText } from "~/modules/catalog/listing/amount";
import { saysSomething } from "~/modules/catalog/listing/chapters";
import { type FieldName, LABEL_FIELDS } from "~/modules/catalog/listing/fields";
import { attributeField, type ListingValues } from "~/modules/catalog/listing/listing.forms";
import { type TemplateField, templateOf } from "~/modules/catalog/listing/templates";
import { SelectField, TextField } from "~/ui/primitives/field";
import { FoldLine } from "~/ui/primitives/fold";
import type { PartProps } from "./listing-parts";

/**
 * The fields of a template: first what is required, what the law wants on the label says so; what may be left away and
 * the English stay folded until they hold something.
 */
export function AttributeFields({ template, values, problem }: Omit<PartProps, "saved">) {
  const words = useTranslations("listings.field");
  const { fields } = templateOf(template);
  const [needed, others] = [true, false].map((is) => fields.filter(({ required }) => required === is));
  const texts = fields.filter(({ kind }) => kind.kind === "text");
  const inputs = (of: readonly TemplateField[] = []) =>
    of.map((field) => {
      const name = attributeField(field.field);
      return <AttributeInput key={name} of={field} values={values} problem={problem(name)} />;
    });
  const isHeld = (name: string) => saysSomething(values, name) || problem(name) !== undefined;
  return (
    <>
      <div className={GRID}>{inputs(needed)}</div>
      {others && others.length > 0 && (
        <FoldLine title={words("more")} open={others.some(({ field }) => isHeld(attributeField(field)))}>
          <div className={GRID}>{inputs(others)}</div>
        </FoldLine>
      )}
      {texts.length > 0 && (
        <FoldLine title={words("english")}>
          <div className={GRID}>
            {texts.map(({ field }) => (
              <EnglishInput key={field} field={field} values={values} />
            ))}
          </div>
        </FoldLine>
      )}
    </>
  );
}

const GRID = "grid gap-4 sm:grid-cols-2";

function EnglishInput({ field, values }: { field: FieldName; values: ListingValues }) {
  const words = useTranslations("listings.field");
  const goods = useTranslations("goods.attribute");
  const name = attributeField(field, "en");
  return (
    <TextField
      label={words("inEnglish", { field: goods(field) })}
      lang="en"
      name={name}
      defaultValue={values[name]}
    />
  );
}

interface AttributeInputProps {
  readonly of: TemplateField;
  readonly values: ListingValues;
  readonly problem: string | undefined;
}

function AttributeInput({ of, values, problem }: AttributeInputProps) {
  const words = useTranslations("listings");
  const goods = useTranslations("goods");
  const options = useTranslations("goods.option");
  const hints = useTranslations("listings.attributeHint");
  const { field, kind, required } = of;
  const name = attributeField(field);
  const needed = LABEL_FIELDS.has(field) ? words("field.label") : words("field.required");
  const look = {
    label: goods(`attribute.${field}`),
    optional: required ? needed : words("field.optional"),
    error: problem,
    name,
    id: name,
  };
  const hintOf = field as Parameters<typeof hints>[0];
  const hint = hints.has(hintOf) ? { hint: hints(hintOf) } : {};
  switch (kind.kind) {
    case "choices":
      return <Choices {...{ of, values, problem }} options={kind.options} />;
    case "choice":
      return (
        <SelectField {...look} defaultValue={values[name] ?? ""}>
          <option value="">{words("field.choose")}</option>
          {kind.options.map((option) => (
            <option key={option} value={option}>
              {options(option as Parameters<typeof options>[0])}
            </option>
          ))}
        </SelectField>
      );
    case "amount": {
      const range = {
        least: amountText(kind.least, kind.decimals),
        most: amountText(kind.most, kind.decimals),
        unit: goods(`unit.${kind.unit}`),
      };
      return (
        <TextField
          {...look}
          inputMode="decimal"
          autoComplete="off"
          defaultValue={values[name]}
          hint={words("field.amountRange", range)}
        />
      );
    }
    case "text":
      return <TextField {...look} {...hint} maxLength={kind.most} defaultValue={values[name]} />;
  }
}

function Choices({
  of,
  values,
  problem,
  options,
}: AttributeInputProps & { readonly options: readonly string[] }) {
  const goods = useTranslations("goods");
  const optionWords = useTranslations("goods.option");
  return (
    <fieldset id={attributeField(of.field)} tabIndex={-1} className="scroll-mt-24 sm:col-span-2">
      <legend className="mb-1 text-15 font-semibold">{goods(`attribute.${of.field}`)}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map((option) => (
          <label
            key={option}
            className="flex min-h-11 cursor-pointer items-center gap-2 rounded-control border border-line px-3 text-15 has-checked:border-ink has-checked:font-semibold"
          >
            <input
              type="checkbox"
              name={attributeField(of.field, option)}
              defaultChecked={values[attributeField(of.field, option)] === "on"}
              className="size-4 accent-ink"
            />
            {optionWords(option as Parameters<typeof optionWords>[0])}
          </label>
        ))}
      </div>
      {problem && <p className="mt-1 text-13 text-vermilion">{problem}</p>}
    </fieldset>
  );
}
