import { useTranslations } from "use-intl";
import { useInLocale } from "~/ui/frame/alternate-languages";
import { classes } from "~/ui/primitives/classes";

interface TakeAwayProps {
  readonly slug: string;
  readonly month: string;
  /** whether there is anything yet that can be checked further down the page */
  readonly sealed: boolean;
}

/** The figures as files and on paper, so that nobody depends on this page. */
export function TakeAway({ slug, month, sealed }: TakeAwayProps) {
  const words = useTranslations("ledger.take");
  const inLocale = useInLocale();
  const look =
    "inline-flex min-h-11 items-center rounded-control px-2 text-15 text-indigo underline-offset-4 hover:underline";
  return (
    <p className="-mx-2 flex flex-wrap gap-x-2 print:hidden">
      {sealed && (
        <a href="#verify" className={classes(look, "font-semibold md:hidden")}>
          {words("verify")}
        </a>
      )}
      <a href={inLocale(`/villages/${slug}/ledger.csv?month=${month}`)} className={look} download>
        {words("csv")}
      </a>
      <a href={`/villages/${slug}/ledger/vouchers.json`} className={look} download>
        {words("vouchers")}
      </a>
      <button type="button" className={classes(look, "max-md:hidden")} onClick={() => window.print()}>
        {words("print")}
      </button>
    </p>
  );
}
