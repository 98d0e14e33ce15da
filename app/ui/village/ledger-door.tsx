import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { LedgerMonth } from "~/modules/alliance/index.server";
import { ArrowIcon } from "~/ui/frame/icons";
import { Money } from "~/ui/primitives/money";
import { Weight } from "~/ui/primitives/weight";

interface LedgerDoorProps {
  readonly slug: string;
  readonly collective: string;
  readonly month: LedgerMonth;
}

/** This month in the village's books, and the way in. */
export function LedgerDoor({ slug, collective, month }: LedgerDoorProps) {
  const words = useTranslations("shop.village");
  const ledger = useTranslations("ledger.figures");
  return (
    <section className="relative mt-6 rounded-card bg-field-tint p-4 md:p-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <div className="min-w-0">
          <h2 className="text-17">{words("month")}</h2>
          <p className="text-15 text-ink-2">{collective}</p>
        </div>
        <Link
          to={`/villages/${slug}/ledger`}
          className="inline-flex items-center gap-1 font-semibold text-field after:absolute after:inset-0 hover:underline"
        >
          {words("toLedger")}
          <ArrowIcon className="size-4" />
        </Link>
      </div>
      <dl className="mt-3 grid grid-cols-2 gap-4 md:grid-cols-4">
        <Figure name={ledger("sold")} value={<Weight grams={month.grams} />} />
        <Figure name={ledger("sales")} value={<Money fen={month.salesFen} />} />
        <Figure name={ledger("credited")} value={<Money fen={month.creditedFen} tone="credited" />} />
        <Figure name={ledger("pending")} value={<Money fen={month.pendingFen} tone="pending" />} />
      </dl>
    </section>
  );
}

function Figure({ name, value }: { name: string; value: React.ReactNode }) {
  return (
    <div>
      <dt className="text-13 text-ink-2">{name}</dt>
      <dd className="text-20 font-semibold">{value}</dd>
    </div>
  );
}
