import { useTranslations } from "use-intl";
import { Button } from "~/ui/primitives/button";

interface PackStepperProps {
  /** What is counted, for screen readers. */
  readonly name: string;
  readonly packs: number;
  readonly most: number;
}

/**
 * One less, a number, one more. All three are parts of a plain form: the buttons send the number beside them and which
 * way to go. The first button of a form is what Enter presses, so it is the one that takes the number as typed; it
 * shows itself, in place of what stands beside it, while the number is being edited (the line is the `group/line`).
 */
export function PackStepper({ name, packs, most }: PackStepperProps) {
  const words = useTranslations("checkout.cart");
  const step = "grid size-11 place-items-center text-20 text-ink-2 disabled:opacity-40 cursor-pointer";
  return (
    <div className="flex items-center gap-2">
      <div className="order-last sr-only whitespace-nowrap group-has-[input:focus]/line:not-sr-only group-has-[[value=set]:focus]/line:not-sr-only group-has-[[value=set]:active]/line:not-sr-only">
        <Button name="intent" value="set" size="small">
          {words("update")}
        </Button>
      </div>
      <div className="inline-flex items-center rounded-control border border-line bg-card">
        <button
          type="submit"
          name="intent"
          value="fewer"
          aria-label={words("fewer")}
          disabled={packs <= 1}
          className={step}
        >
          −
        </button>
        <input
          type="number"
          name="packs"
          min={1}
          max={Math.max(most, packs)}
          defaultValue={packs}
          inputMode="numeric"
          aria-label={words("quantity", { name })}
          className="h-11 w-11 bg-transparent text-center text-17 [appearance:textfield]"
        />
        <button
          type="submit"
          name="intent"
          value="more"
          aria-label={words("more")}
          disabled={packs >= most}
          className={step}
        >
          +
        </button>
      </div>
    </div>
  );
}
