import { useTranslations } from "use-intl";
import { LONGEST_NAME, LONGEST_SENTENCE } from "~/modules/catalog/listing/draft";
import { TextArea, TextField } from "~/ui/primitives/field";
import { FoldLine } from "~/ui/primitives/fold";
import { named, type PartProps } from "./listing-parts";

const ENGLISH = ["nameEn", "sentenceEn", "storyEn"];

/** Name, sentence and story, and the same in English where somebody can write it. */
export function WordsFields({ values, problem }: Pick<PartProps, "values" | "problem">) {
  const words = useTranslations("listings.field");
  const of = (field: string) => ({
    ...named(field),
    defaultValue: values[field],
    error: problem(field),
  });
  return (
    <>
      <TextField
        label={words("name")}
        hint={words("nameHint")}
        maxLength={LONGEST_NAME}
        required
        lang="zh-CN"
        {...of("name")}
      />
      <TextField
        label={words("sentence")}
        hint={words("sentenceHint")}
        maxLength={LONGEST_SENTENCE}
        lang="zh-CN"
        {...of("sentence")}
      />
      <TextArea label={words("story")} optional={words("optional")} rows={4} lang="zh-CN" {...of("story")} />
      <TextField
        label={words("aliases")}
        hint={words("aliasesHint")}
        optional={words("optional")}
        {...of("aliases")}
      />
      <FoldLine open={ENGLISH.some(problem)} title={words("english")}>
        <div className="mt-2 flex flex-col gap-4">
          <TextField label={words("nameEn")} lang="en" {...of("nameEn")} />
          <TextField label={words("sentenceEn")} lang="en" {...of("sentenceEn")} />
          <TextArea label={words("storyEn")} lang="en" rows={4} {...of("storyEn")} />
        </div>
      </FoldLine>
    </>
  );
}
