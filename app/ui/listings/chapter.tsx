import { type FormEvent, Fragment, type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import {
  type Chapter as ChapterName,
  isChapterChanged,
  missingFieldsOf,
} from "~/modules/catalog/listing/chapters";
import type { ListingValues } from "~/modules/catalog/listing/listing.forms";
import type { TemplateName } from "~/modules/catalog/listing/templates";
import { AsTyped } from "~/ui/primitives/as-typed";
import { classes } from "~/ui/primitives/classes";
import { BARE_SUMMARY, Chevron } from "~/ui/primitives/fold";
import { Mark } from "~/ui/primitives/notice";
import type { Line, LinePart } from "./chapter-lines";
import { useFieldName } from "./field-name";

interface ChapterProps {
  readonly name: Exclude<ChapterName, "packs">;
  readonly template: TemplateName;
  readonly values: ListingValues;
  /** what is kept at the portal, where there is something: what says otherwise is marked */
  readonly saved: ListingValues | undefined;
  /** it lies open while something in it is missing */
  readonly opensMissing: boolean;
  /** it was complained of, and lies open until the next answer */
  readonly hasProblem: boolean;
  /** how many of its fields are still to be mended */
  readonly toMend: number;
  /** what it holds, in a line */
  readonly line: Line;
  readonly children: ReactNode;
}

/**
 * A chapter of the form: closed it says in a line what it holds, what is missing and whether it was changed, as that stands
 * in the form now. Without JavaScript it says what was kept.
 */
export function Chapter({ name, template, values, saved, line, children, ...standing }: ChapterProps) {
  const { opensMissing, hasProblem, toMend } = standing;
  const words = useTranslations("listings");
  const nameOf = useFieldName();
  const [now, setNow] = useState(values);
  const missing = missingFieldsOf(name, template, now);
  const [startsOpen] = useState(opensMissing && missing.length > 0);
  const isChanged = saved !== undefined && isChapterChanged(name, saved, now);
  const read = (event: FormEvent<HTMLElement>) => {
    const form = event.currentTarget.closest("form");
    if (form) setNow(valuesIn(form));
  };
  return (
    <details
      open={startsOpen || hasProblem}
      onChange={read}
      className="group border-t border-line first:border-t-0"
    >
      <summary
        className={classes(
          BARE_SUMMARY,
          "grid min-h-16 grid-cols-[minmax(0,1fr)_auto] content-center gap-x-3 px-4 py-3",
        )}
      >
        <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-17">
          {words(`section.${name}`)}
          {toMend > 0 ? (
            <span className="text-13 text-vermilion">{words("chapter.toMend", { count: toMend })}</span>
          ) : (
            isChanged && <Mark tone="wait">{words("chapter.changed")}</Mark>
          )}
        </h2>
        <Chevron className="col-start-2 row-span-3 row-start-1 self-center" />
        <span className="col-start-1 mt-0.5 line-clamp-2 text-15 text-ink-2 group-open:hidden">
          <PartsOfLine parts={line(now)} />
        </span>
        {missing.length > 0 && (
          <span className="col-start-1 mt-0.5 text-15 text-amber group-open:hidden">
            {words("chapter.missing", { parts: missing.map(nameOf).join(words("partsJoin")) })}
          </span>
        )}
      </summary>
      <div className="flex flex-col gap-4 px-4 pt-1 pb-5">{children}</div>
    </details>
  );
}

function PartsOfLine({ parts }: { parts: readonly LinePart[] }) {
  const words = useTranslations("listings.chapter");
  if (parts.length === 0) return words("empty");
  return parts.map(({ field, text, isTyped }, at) => (
    <Fragment key={field}>
      {at > 0 && words("join")}
      {isTyped ? <AsTyped text={text} /> : text}
    </Fragment>
  ));
}

function valuesIn(form: HTMLFormElement): ListingValues {
  const fields = [...new FormData(form)].filter(
    (field): field is [string, string] => typeof field[1] === "string",
  );
  return Object.fromEntries(fields);
}
