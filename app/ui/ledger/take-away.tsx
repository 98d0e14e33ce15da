import { useTranslations } from "use-intl";
import { useInLocale } from "~/ui/frame/alternate-languages";

interface TakeAwayProps {
  readonly slug: string;
  readonly month: string;
}

/** The figures as files and on paper, so that nobody depends on this page. */
export function TakeAway({ slug, month }: TakeAwayProps) {
  const words = useTranslations("ledger.take");
  const inLocale = useInLocale();
  const look =
    "inline-flex min-h-11 items-center rounded-control px-2 text-15 text-indigo underline-offset-4 hover:underline";
  return (
    <p className="flex flex-wrap gap-x-2 print:hidden">
      <a href={inLocale(`/villages/${slug}/ledger.csv?month=${month}`)} className={look} download>
        {words("csv")}
      </a>
      <a href={`/villages/${slug}/ledger/vouchers.json`} className={look} download>
        {words("vouchers")}
      </a>
      <button type="button" className={look} onClick={() => window.print()}>
        {words("print")}
      </button>
    </p>
  );
}
