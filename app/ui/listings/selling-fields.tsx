import { useTranslations } from "use-intl";
import { MONTHS, monthField } from "~/modules/catalog/listing/listing.forms";
import { SelectField, TextField } from "~/ui/primitives/field";
import { type Choice, type ListingChoices, named, type PartProps } from "./listing-parts";

type SellingProps = Pick<PartProps, "values" | "problem"> & { readonly choices: ListingChoices };

/** Where it stands in the shop, when it is harvested, how it is sent, who shares, and how it may be returned. */
export function SellingFields({ choices, values, problem }: SellingProps) {
  const words = useTranslations("listings.field");
  const select = (field: string, label: string, options: readonly Choice[]) => (
    <SelectField label={label} {...named(field)} defaultValue={values[field] ?? ""} error={problem(field)}>
      <option value="">{words("choose")}</option>
      {options.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
  return (
    <>
      {select("categoryId", words("category"), choices.categories)}
      <fieldset>
        <legend className="mb-1 text-15 font-semibold">{words("season")}</legend>
        <div className="grid grid-cols-4 gap-2 sm:grid-cols-6">
          {MONTHS.map((month) => (
            <label
              key={month}
              className="flex min-h-11 cursor-pointer items-center justify-center rounded-control border border-line text-15 has-checked:border-field has-checked:bg-field-tint has-checked:font-semibold has-focus-visible:outline-2 has-focus-visible:outline-indigo"
            >
              <input
                type="checkbox"
                name={monthField(month)}
                defaultChecked={values[monthField(month)] === "on"}
                className="sr-only"
              />
              {words("month", { month })}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        {select("freightTemplateId", words("freight"), choices.freightTemplates)}
        {select("sharePlanId", words("plan"), choices.sharePlans)}
        <SelectField label={words("freshness")} name="freshness" defaultValue={values.freshness}>
          <option value="fresh">{words("fresh")}</option>
          <option value="keeps">{words("keeps")}</option>
        </SelectField>
        <TextField
          label={words("claimWindowHours")}
          inputMode="numeric"
          defaultValue={values.claimWindowHours}
          error={problem("claimWindowHours")}
          {...named("claimWindowHours")}
        />
      </div>
    </>
  );
}
