import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { LotOfOrder } from "~/modules/intake/index.server";
import { Moment } from "~/ui/primitives/moment";

/** The lots the goods in the box came from, each with the way to its passport. */
export function OrderOrigins({ lots }: { lots: readonly LotOfOrder[] }) {
  const words = useTranslations("order.origins");
  return (
    <>
      <ul className="divide-y divide-line border-y border-line text-15">
        {lots.map((lot) => (
          <li key={lot.code}>
            <Link to={`/trace/${lot.code}`} className="flex min-h-14 items-center justify-between gap-4 py-2">
              <span className="min-w-0">
                <span className="block">{lot.productName}</span>
                <span className="block text-13 text-ink-2">
                  {words.rich("harvested", {
                    village: lot.villageName,
                    on: () => <Moment at={lot.harvestedOn} shape="date" />,
                  })}
                </span>
              </span>
              <span className="figures shrink-0 text-indigo underline underline-offset-4">{lot.code}</span>
            </Link>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-13 text-ink-3">{words("how")}</p>
    </>
  );
}
