import { useTranslations } from "use-intl";
import type { BuyerOrder } from "~/modules/ordering/index.server";
import { useFormats } from "~/ui/messages/formats";
import { classes } from "~/ui/primitives/classes";

const STEPS = ["paid", "packed", "shipped", "delivered", "settled"] as const;

/** The way of an order that is on its way: what is behind it with its day, what is next, what is still to come. */
export function OrderProgress({ order }: { order: BuyerOrder }) {
  const words = useTranslations("order.progress");
  const format = useFormats();
  const standing = (STEPS as readonly string[]).indexOf(order.state);
  if (standing < 0 && order.state !== "placed") return null;
  const dayOf = (step: (typeof STEPS)[number]) => {
    const event = order.events.find(({ kind }) => kind === step || (step === "paid" && kind === "paidLate"));
    return event && format.dateTime(event.at, { month: "short", day: "numeric" });
  };
  return (
    <ol className="mt-5 grid max-w-reading grid-cols-5" aria-label={words("title")}>
      {STEPS.map((step, index) => {
        const done = index <= standing;
        return (
          <li
            key={step}
            aria-current={index === standing ? "step" : undefined}
            className="relative flex flex-col items-center gap-1 text-center text-13"
          >
            {index > 0 && (
              <span
                aria-hidden
                className={classes(
                  "absolute right-[calc(50%+0.5rem)] top-[0.45rem] h-0.5 w-[calc(100%-1rem)]",
                  done ? "bg-field" : "bg-line",
                )}
              />
            )}
            <span
              aria-hidden
              className={classes(
                "relative size-4 rounded-full border-2",
                done ? "border-field bg-field" : "border-line bg-card",
                index === standing + 1 && "border-ink-3",
              )}
            />
            <span className={done ? "font-semibold" : "text-ink-3"}>{words(step)}</span>
            <span className="figures min-h-5 text-ink-3">{done && dayOf(step)}</span>
          </li>
        );
      })}
    </ol>
  );
}
