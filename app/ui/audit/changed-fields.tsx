import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { KeptFields, KeptValue } from "~/modules/identity/audit";
import { CODED_FIELDS } from "~/modules/identity/audit-words";
import { AsTyped } from "~/ui/primitives/as-typed";
import { Moment } from "~/ui/primitives/moment";
import { Money, PricePerWeight } from "~/ui/primitives/money";
import { useRetailUnit, Weight } from "~/ui/primitives/weight";
import { isTabled, useTabledWords } from "./coded-words";
import { shortId } from "./short-id";

interface ChangedFieldsProps {
  readonly before: KeptFields | null;
  readonly after: KeptFields | null;
}

/** Each field of a change, from what to what. */
export function ChangedFields({ before, after }: ChangedFieldsProps) {
  const words = useTranslations("audit");
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  if (names.length === 0) return null;
  return (
    <dl className="mt-1 grid gap-x-3 text-15 sm:grid-cols-[max-content_1fr]">
      {names.map((name) => (
        <div key={name} className="flex flex-wrap gap-x-2 sm:contents">
          <dt className="text-ink-2">{words.has(fieldKey(name)) ? words(fieldKey(name)) : name}</dt>
          <dd className="min-w-0 wrap-anywhere">
            {before && name in before && (
              <span className={after && name in after ? "text-ink-3 line-through" : undefined}>
                <Value name={name} value={before[name] ?? null} />
              </span>
            )}
            {before && after && name in before && name in after && " → "}
            {after && name in after && <Value name={name} value={after[name] ?? null} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Changes name more fields than the catalogue knows; such a name is shown as it is. */
const fieldKey = (name: string) => `fields.${name}` as "fields.role";

const FEN = /(^f|F)en$/;
const GRAMS = /(^g|G)rams/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function Value({ name, value }: { name: string; value: KeptValue }): ReactNode {
  const words = useTranslations("audit");
  const tabled = useTabledWords();
  const purposes = useTranslations("reveals.purposes");
  const unit = useRetailUnit();
  if (value === null || value === "") return words("nothing");
  if (typeof value === "boolean") return words(value ? "yes" : "no");
  if (name === "photos" && isTexts(value)) return value.length;
  if (isTexts(value)) {
    return value.map((item, at) => (
      <span key={item}>
        {at > 0 && " · "}
        <Value name={name} value={item} />
      </span>
    ));
  }
  if (typeof value === "object") {
    return (
      <code className="text-13">
        <AsTyped text={JSON.stringify(value)} />
      </code>
    );
  }
  const text = shortId(String(value));
  if (FEN.test(name) && /^-?\d+$/.test(text)) return <Money fen={BigInt(text)} />;
  if (GRAMS.test(name) && /^-?\d+$/.test(text)) return <Weight grams={BigInt(text)} />;
  if (name === "unitPrice" && /^\d+$/.test(text)) return <PricePerWeight price={BigInt(text)} unit={unit} />;
  if (INSTANT.test(text)) return <Moment at={new Date(text)} />;
  if (isTabled(name)) return <AsTyped text={tabled[name](text)} />;
  if (name === "purpose" && purposes.has(text as "shipping")) return purposes(text as "shipping");
  const state = `states.${text}` as "states.paid";
  if (name === "state" && words.has(state)) return words(state);
  const code = `values.${text}` as "values.shop";
  return isCoded(name) && words.has(code) ? words(code) : <AsTyped text={text} />;
}

const isTexts = (value: KeptValue): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");
const isCoded = (name: string) => (CODED_FIELDS as readonly string[]).includes(name);
