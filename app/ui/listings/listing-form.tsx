import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { RefusalCode } from "~/http/refusals";
import { LONGEST_NAME, LONGEST_SENTENCE } from "~/modules/catalog/listing/draft";
import { type ListingValues, MONTHS, monthField } from "~/modules/catalog/listing/listing.forms";
import type { TemplateName } from "~/modules/catalog/listing/templates";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { ActionBar } from "~/ui/primitives/action-bar";
import { Button } from "~/ui/primitives/button";
import { SelectField, TextArea, TextField } from "~/ui/primitives/field";
import { FoldLine } from "~/ui/primitives/fold";
import { Notice } from "~/ui/primitives/notice";
import { RefusedNotice } from "~/ui/primitives/refused";
import { AttributeFields } from "./attribute-fields";
import { PackFields } from "./pack-fields";

export interface Choice {
  readonly id: string;
  readonly name: string;
}

interface ListingFormProps {
  readonly template: TemplateName;
  readonly choices: {
    readonly categories: readonly Choice[];
    readonly freightTemplates: readonly Choice[];
    readonly sharePlans: readonly Choice[];
  };
  readonly values: ListingValues;
  readonly problems: Readonly<Record<string, string>>;
  readonly refused: RefusalCode | undefined;
  readonly submit: string;
  /** the name under which it is kept until it has arrived */
  readonly draft: string;
}

/** The problem of a field in words; undefined where there is none. */
export type ProblemOf = (field: string) => string | undefined;

/** A listing as it is written: words, quality and label, packs and prices, how it is sold. */
export function ListingForm({
  template,
  choices,
  values,
  problems,
  refused,
  submit,
  draft,
}: ListingFormProps) {
  const words = useTranslations("listings");
  const navigation = useNavigation();
  const problemWords = useTranslations("listings.problems");
  const count = Object.keys(problems).length;
  const problem: ProblemOf = (field) => {
    const code = problems[field] as Parameters<typeof problemWords>[0] | undefined;
    return code && problemWords.has(code) ? problemWords(code as "required") : code;
  };
  return (
    <Form method="post" className="mt-4 flex flex-col gap-8 pb-6" key={template}>
      <input type="hidden" name="template" value={template} />
      {count > 0 ? (
        <Notice tone="refused" live>
          {problemWords("summary", { count })}
        </Notice>
      ) : (
        refused && <RefusedNotice code={refused} />
      )}
      <Words values={values} problem={problem} />
      <Part title={words("section.quality")}>
        <AttributeFields template={template} values={values} problem={problem} />
      </Part>
      <Part title={words("section.packs")}>
        <PackFields template={template} values={values} problem={problem} />
      </Part>
      <Selling choices={choices} values={values} problem={problem} />
      <ActionBar className="flex flex-col gap-2">
        <KeptDraft form={draft} />
        <Button kind="primary" size="large" wide disabled={navigation.state !== "idle"}>
          {submit}
        </Button>
      </ActionBar>
    </Form>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-4">
      <h2 className="border-b border-line pb-2 text-20">{title}</h2>
      {children}
    </section>
  );
}

interface PartProps {
  readonly values: ListingValues;
  readonly problem: ProblemOf;
}

function Words({ values, problem }: PartProps) {
  const words = useTranslations("listings");
  const of = (field: string) => ({ name: field, defaultValue: values[field], error: problem(field) });
  return (
    <Part title={words("section.words")}>
      <TextField
        label={words("field.name")}
        hint={words("field.nameHint")}
        maxLength={LONGEST_NAME}
        required
        lang="zh-CN"
        {...of("name")}
      />
      <TextField
        label={words("field.sentence")}
        hint={words("field.sentenceHint")}
        maxLength={LONGEST_SENTENCE}
        lang="zh-CN"
        {...of("sentence")}
      />
      <TextArea
        label={words("field.story")}
        optional={words("field.optional")}
        rows={5}
        lang="zh-CN"
        {...of("story")}
      />
      <TextField
        label={words("field.aliases")}
        hint={words("field.aliasesHint")}
        optional={words("field.optional")}
        {...of("aliases")}
      />
      <FoldLine
        open={["nameEn", "sentenceEn", "storyEn"].some((field) => problem(field))}
        title={words("field.english")}
      >
        <div className="mt-2 flex flex-col gap-4">
          <TextField label={words("field.nameEn")} lang="en" {...of("nameEn")} />
          <TextField label={words("field.sentenceEn")} lang="en" {...of("sentenceEn")} />
          <TextArea label={words("field.storyEn")} lang="en" rows={4} {...of("storyEn")} />
        </div>
      </FoldLine>
    </Part>
  );
}

function Selling({ choices, values, problem }: PartProps & Pick<ListingFormProps, "choices">) {
  const words = useTranslations("listings");
  const select = (field: string, label: string, options: readonly Choice[]) => (
    <SelectField label={label} name={field} defaultValue={values[field] ?? ""} error={problem(field)}>
      <option value="">{words("field.choose")}</option>
      {options.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
  return (
    <Part title={words("section.selling")}>
      {select("categoryId", words("field.category"), choices.categories)}
      <fieldset>
        <legend className="mb-1 text-15 font-semibold">{words("field.season")}</legend>
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
              {words("field.month", { month })}
            </label>
          ))}
        </div>
      </fieldset>
      {select("freightTemplateId", words("field.freight"), choices.freightTemplates)}
      {select("sharePlanId", words("field.plan"), choices.sharePlans)}
      <SelectField label={words("field.freshness")} name="freshness" defaultValue={values.freshness}>
        <option value="fresh">{words("field.fresh")}</option>
        <option value="keeps">{words("field.keeps")}</option>
      </SelectField>
      <TextField
        label={words("field.claimWindowHours")}
        name="claimWindowHours"
        inputMode="numeric"
        defaultValue={values.claimWindowHours}
        error={problem("claimWindowHours")}
      />
    </Part>
  );
}
