import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Fen } from "~/kernel/money";
import { ArrowIcon } from "~/ui/frame/icons";
import { Money } from "~/ui/primitives/money";

export interface Credited {
  readonly orders: number;
  readonly creditedFen: Fen;
  readonly pendingFen: Fen;
}

/** What the village collectives earned this month, with the way to the proof. */
export function CreditedStrip({ credited }: { credited: Credited }) {
  const words = useTranslations("shop.home");
  if (credited.orders === 0) return null;
  return (
    <section className="mt-8 rounded-card bg-field-tint p-4 md:mt-12 md:p-6">
      <p className="text-15 text-ink-2">{words("credited", { orders: credited.orders })}</p>
      <div className="mt-2 flex flex-wrap items-end gap-x-8 gap-y-2">
        <p>
          <Money fen={credited.creditedFen} tone="credited" className="text-34 font-semibold" />
          <span className="ml-2 text-15 text-field">{words("creditedSum")}</span>
        </p>
        <p>
          <Money fen={credited.pendingFen} tone="pending" className="text-20 font-semibold" />
          <span className="ml-2 text-15 text-amber">{words("pendingSum")}</span>
        </p>
        <Link
          to="/villages"
          className="ml-auto inline-flex min-h-11 items-center gap-1 font-semibold text-field underline-offset-4 hover:underline"
        >
          {words("seeProof")}
          <ArrowIcon className="size-4" />
        </Link>
      </div>
    </section>
  );
}
