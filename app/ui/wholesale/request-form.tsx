import { Form, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { HEARD_FROM } from "~/modules/wholesale/lead";
import { Button } from "~/ui/primitives/button";
import { SelectField, TextArea, TextField } from "~/ui/primitives/field";
import { type RegionLevels, RegionSelect } from "~/ui/primitives/region-select";

/** Whom a request can go to when the address names nobody. */
export interface Addressees {
  readonly offers: readonly { readonly slug: string; readonly name: string }[];
  readonly cooperatives: readonly { readonly slug: string; readonly name: string }[];
}

interface RequestFormProps {
  /** as typed before, or what the address brings along */
  readonly values: Readonly<Record<string, string>>;
  /** field → code of the problem */
  readonly problems: Readonly<Record<string, string>>;
  readonly levels: RegionLevels;
  /** undefined where the address names the offer or the cooperative */
  readonly addressees: Addressees | undefined;
  /** YYYY-MM-DD */
  readonly today: string;
}

/** What a wholesale buyer needs, where to, and whom to call. Nothing typed is ever lost. */
export function RequestForm({ values, problems, levels, addressees, today }: RequestFormProps) {
  const words = useTranslations("wholesale.request");
  const field = useField(values, problems);
  return (
    <Form method="post" className="flex flex-col gap-8" noValidate>
      <Part title={words("goods")}>
        {addressees ? (
          <AddresseeSelect addressees={addressees} {...field("to")} error={field("offer").error} />
        ) : (
          <>
            <input type="hidden" name="offer" value={values.offer ?? ""} />
            <input type="hidden" name="cooperative" value={values.cooperative ?? ""} />
          </>
        )}
        <TextField
          label={words("variety")}
          hint={words("varietyHint")}
          maxLength={60}
          required
          {...field("variety")}
        />
        <TextField
          label={words("grade")}
          hint={words("gradeHint")}
          optional={words("optional")}
          maxLength={60}
          {...field("grade")}
        />
        <TextField
          label={words("tonnes")}
          hint={words("tonnesHint")}
          inputMode="decimal"
          maxLength={8}
          required
          {...field("tonnes")}
        />
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label={words("from")}
            type="date"
            min={today}
            required
            className="min-w-0"
            {...field("neededFrom")}
          />
          <TextField
            label={words("until")}
            type="date"
            min={today}
            required
            className="min-w-0"
            {...field("neededUntil")}
          />
        </div>
        <RegionSelect
          legend={words("place")}
          hint={words("placeHint")}
          levels={levels}
          error={field("regionCode").error}
        />
      </Part>
      <Part title={words("who")}>
        <TextField
          label={words("company")}
          autoComplete="organization"
          maxLength={80}
          required
          {...field("company")}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label={words("contact")}
            autoComplete="name"
            maxLength={40}
            required
            {...field("contact")}
          />
          <TextField
            label={words("phone")}
            hint={words("phoneHint")}
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            maxLength={20}
            required
            {...field("phone")}
          />
        </div>
        <HeardFrom {...field("heardFrom")} />
        <TextArea
          label={words("note")}
          hint={words("noteHint")}
          optional={words("optional")}
          maxLength={1000}
          {...field("note")}
        />
      </Part>
      <Submit />
    </Form>
  );
}

interface FieldProps {
  readonly name: string;
  readonly defaultValue: string;
  readonly error: string | undefined;
}

/** Name, kept value and problem in words of one field. */
function useField(values: RequestFormProps["values"], problems: RequestFormProps["problems"]) {
  const words = useTranslations("wholesale.problems");
  return (name: string): FieldProps => {
    const problem = problems[name];
    const known = problem as Parameters<typeof words>[0] | undefined;
    return {
      name,
      defaultValue: values[name] ?? "",
      error: known && words.has(known) ? words(known) : problem,
    };
  };
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h2 className="mb-3 text-20">{title}</h2>
      <div className="flex flex-col gap-4">{children}</div>
    </section>
  );
}

function AddresseeSelect({ addressees, ...field }: FieldProps & { addressees: Addressees }) {
  const words = useTranslations("wholesale.request");
  return (
    <SelectField label={words("offer")} required {...field}>
      <option value="">{words("chooseOffer")}</option>
      <optgroup label={words("offers")}>
        {addressees.offers.map(({ slug, name }) => (
          <option key={slug} value={`offer/${slug}`}>
            {name}
          </option>
        ))}
      </optgroup>
      <optgroup label={words("cooperatives")}>
        {addressees.cooperatives.map(({ slug, name }) => (
          <option key={slug} value={`cooperative/${slug}`}>
            {name}
          </option>
        ))}
      </optgroup>
    </SelectField>
  );
}

function HeardFrom(field: FieldProps) {
  const words = useTranslations("wholesale");
  return (
    <SelectField label={words("request.heard")} required {...field}>
      <option value="">{words("request.chooseHeard")}</option>
      {HEARD_FROM.map((from) => (
        <option key={from} value={from}>
          {words(`heard.${from}`)}
        </option>
      ))}
    </SelectField>
  );
}

function Submit() {
  const words = useTranslations("wholesale.request");
  const sending = useNavigation().state !== "idle";
  return (
    <div>
      <Button kind="primary" size="large" wide disabled={sending}>
        {sending ? words("submitting") : words("submit")}
      </Button>
      <p className="mt-2 text-13 text-ink-3">{words("privacy")}</p>
    </div>
  );
}
