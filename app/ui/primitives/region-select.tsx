import { useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useInLocale } from "~/ui/frame/alternate-languages";
import { classes } from "./classes";
import { useOpenError } from "./open-error";

/** One choice of a level, as `/api/v1/regions` gives it. */
export interface RegionOption {
  readonly code: string;
  readonly name: string;
  /** Has no further level below it: a parcel can be addressed to it. */
  readonly deliverable: boolean;
}

/** Province, city, county: the choices of each level down to the first one not yet chosen. */
export interface RegionLevels {
  readonly chosen: readonly string[];
  readonly choices: readonly (readonly RegionOption[])[];
}

interface RegionSelectProps {
  readonly legend: string;
  readonly levels: RegionLevels;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

const LEVELS = ["province", "city", "county"] as const;

/** The names the selects are sent under; `http/region-field` reads them. */
export const REGION_NAMES = ["region1", "region2", "region3"] as const;

/**
 * A place of China chosen from the large to the small. Each choice brings the next level; without JavaScript a
 * button sends the form back for it (`intent=region`), with everything typed kept.
 */
export function RegionSelect({ legend, levels, hint, error }: RegionSelectProps) {
  const words = useTranslations("frame.region");
  const noteId = useId();
  const { state, choose, first } = useLevels(levels);
  const { open, mend } = useOpenError(error);
  const note = open ?? hint;
  return (
    <fieldset onChange={mend} aria-describedby={note ? noteId : undefined}>
      <legend className="mb-1 text-15 font-semibold">{legend}</legend>
      <div className="grid gap-2 sm:grid-cols-3">
        {state.choices.map((options, level) => {
          const name = LEVELS[level];
          if (name === undefined || options.length === 0) return null;
          return (
            <select
              key={name}
              ref={level === 0 ? first : undefined}
              name={REGION_NAMES[level]}
              aria-label={words(name)}
              aria-invalid={open && level === state.choices.length - 1 ? true : undefined}
              value={state.chosen[level] ?? ""}
              onChange={(event) => void choose(level, event.target.value)}
              className={classes(
                "min-h-12 w-full rounded-control border bg-card px-3 py-2 text-17 text-ink",
                open ? "border-vermilion" : "border-line hover:border-ink-3",
              )}
            >
              <option value="">{words("choose", { level: words(name) })}</option>
              {options.map((option) => (
                <option key={option.code} value={option.code}>
                  {option.name}
                </option>
              ))}
            </select>
          );
        })}
        <noscript>
          <button
            type="submit"
            name="intent"
            value="region"
            formNoValidate
            className="min-h-12 w-full rounded-control border border-line bg-card px-3 text-15 font-semibold"
          >
            {words("next")}
          </button>
        </noscript>
      </div>
      {note && (
        <p id={noteId} className={classes("mt-1 text-13", open ? "text-vermilion" : "text-ink-3")}>
          {note}
        </p>
      )}
    </fieldset>
  );
}

function useLevels(initial: RegionLevels) {
  const inLocale = useInLocale();
  const [state, setState] = useState(initial);
  const latest = useRef(0);
  const first = useRef<HTMLSelectElement>(null);

  const choose = async (level: number, code: string) => {
    latest.current += 1;
    const asked = latest.current;
    const option = state.choices[level]?.find((one) => one.code === code);
    const kept = {
      chosen: [...state.chosen.slice(0, level), ...(option ? [code] : [])],
      choices: state.choices.slice(0, level + 1),
    };
    setState(kept);
    if (!option || option.deliverable) return;
    const below = await childrenOf(inLocale(`/api/v1/regions?under=${code}`));
    // A slower answer to an earlier choice must not undo a later one.
    if (asked === latest.current) setState({ ...kept, choices: [...kept.choices, below] });
  };

  // A province chosen while the page was still loading was not heard.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page has come alive
  useEffect(() => {
    const before = first.current?.value ?? "";
    if (before !== "" && before !== (initial.chosen[0] ?? "")) void choose(0, before);
  }, []);

  return { state, choose, first };
}

async function childrenOf(address: string): Promise<readonly RegionOption[]> {
  // On a lost connection the level above stands as the answer; the form says so if that is not enough.
  const answer = await fetch(address).catch(() => undefined);
  return answer?.ok ? ((await answer.json()) as { choices: RegionOption[] }).choices : [];
}
