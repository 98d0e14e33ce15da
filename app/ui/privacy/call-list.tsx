import { useTranslations } from "use-intl";
import type { Locale, LocalizedText } from "~/kernel/text";

/** What somebody else has to put right: under the cooperative that can. */
export interface Call {
  readonly cooperative: string;
  readonly phone: string;
  /** of orders and requests */
  readonly numbers: readonly string[];
}

/** Orders and requests by the cooperative that answers for them, in the order in which they come. */
export function callsOf(
  things: readonly {
    readonly number: string;
    readonly cooperative: LocalizedText;
    readonly servicePhone: string;
  }[],
  locale: Locale,
): readonly Call[] {
  const byPhone = Map.groupBy(things, ({ servicePhone, cooperative }) => servicePhone + cooperative[locale]);
  return [...byPhone.values()].flatMap(([first, ...others]) =>
    first
      ? [
          {
            cooperative: first.cooperative[locale],
            phone: first.servicePhone,
            numbers: [first, ...others].map(({ number }) => number),
          },
        ]
      : [],
  );
}

/** Whom to call, and which numbers to name. */
export function CallList({ calls }: { calls: readonly Call[] }) {
  const words = useTranslations("privacy.mine.correct");
  return (
    <ul className="mt-3 divide-y divide-line border-y border-line text-15">
      {calls.map(({ cooperative, phone, numbers }) => (
        <li key={cooperative + phone} className="py-2">
          <p className="flex flex-wrap items-center justify-between gap-x-4">
            <span className="font-semibold">{cooperative}</span>
            <a
              href={`tel:${phone}`}
              className="figures inline-flex min-h-11 items-center text-indigo underline underline-offset-4"
            >
              {words("call.phone", { phone })}
            </a>
          </p>
          <p className="flex flex-wrap gap-x-4 text-13 text-ink-2">
            {numbers.map((number) => (
              <span key={number} className="figures">
                {number}
              </span>
            ))}
          </p>
        </li>
      ))}
    </ul>
  );
}
