import { useTranslations } from "use-intl";
import { MOST_WEIGHINGS } from "~/modules/intake/slip";
import { grossField, tareField } from "~/modules/intake/slip.forms";
import { TextField } from "~/ui/primitives/field";
import { FoldLine } from "~/ui/primitives/fold";

/** Weighings that are always shown; the others unfold. */
const SHOWN = 2;

interface WeighingsProps {
  readonly values: Readonly<Record<string, string>>;
  readonly problem: (field: string) => string | undefined;
}

/** One line for each time something stands on the scale: gross and tare. */
export function Weighings({ values, problem }: WeighingsProps) {
  const words = useTranslations("intake.delivery");
  const positions = Array.from({ length: MOST_WEIGHINGS }, (_, position) => position);
  const more = positions.slice(SHOWN);
  const isUsed = (position: number) =>
    Boolean(values[grossField(position)] || problem(grossField(position)) || problem(tareField(position)));
  const line = (position: number) => (
    <div key={position} className="grid grid-cols-2 gap-3">
      {([grossField, tareField] as const).map((fieldOf) => (
        <TextField
          key={fieldOf(position)}
          label={words(fieldOf === grossField ? "gross" : "tare", { number: position + 1 })}
          name={fieldOf(position)}
          inputMode="decimal"
          autoComplete="off"
          maxLength={9}
          required={position === 0 && fieldOf === grossField}
          defaultValue={values[fieldOf(position)] ?? ""}
          error={problem(fieldOf(position))}
        />
      ))}
    </div>
  );
  return (
    <fieldset className="grid gap-3">
      <legend className="sr-only">{words("weighings")}</legend>
      {positions.slice(0, SHOWN).map(line)}
      <FoldLine open={more.some(isUsed)} title={words("moreWeighings")}>
        <div className="grid gap-3 pt-2">{more.map(line)}</div>
      </FoldLine>
    </fieldset>
  );
}
