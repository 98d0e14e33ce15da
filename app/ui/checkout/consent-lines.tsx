import { useTranslations } from "use-intl";
import { CONSENTS_FOR_ALL, type ConsentCode } from "~/modules/ordering/checkout-terms";
import { CheckLine } from "~/ui/primitives/field";
import { useProblemWords } from "./problem-words";

interface ConsentLinesProps {
  /** Some goods are fresh, so the buyer also confirms that they cannot be returned without reason. */
  readonly fresh: boolean;
  readonly values: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, string>> | undefined;
}

/** What the buyer agrees to, each by itself and none ticked beforehand: the law wants every consent separate. */
export function ConsentLines({ fresh, values, problems }: ConsentLinesProps) {
  const words = useTranslations("checkout.consents");
  const problem = useProblemWords(problems);
  const asked: readonly ConsentCode[] = fresh ? [...CONSENTS_FOR_ALL, "freshNoReturn"] : CONSENTS_FOR_ALL;
  return (
    <fieldset className="divide-y divide-line border-y border-line">
      <legend className="sr-only">{words("title")}</legend>
      {asked.map((code) => (
        <div key={code} className="py-1">
          <CheckLine name={code} value="on" defaultChecked={values[code] === "on"} error={problem(code)}>
            {words(code)}
          </CheckLine>
        </div>
      ))}
    </fieldset>
  );
}
