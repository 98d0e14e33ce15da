import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { missingGrams } from "~/modules/intake/costing";
import type { CorrectionOutlook } from "~/modules/intake/index.server";
import { Notice } from "~/ui/primitives/notice";
import { Weight } from "~/ui/primitives/weight";

interface CorrectionShortProps {
  readonly outlook: CorrectionOutlook;
  readonly desk: string;
}

/** Before the household says yes: that goods of the wrong slip have gone out already, and what comes of it. */
export function CorrectionShort({ outlook, desk }: CorrectionShortProps) {
  const words = useTranslations("intake.slip");
  const { lotId, lotCode, broughtGrams, unpackedGrams, setAsideGrams } = outlook;
  const missing = missingGrams(broughtGrams, unpackedGrams);
  if (missing === 0n) return null;
  const weight = (grams: bigint) => () => <Weight grams={grams} className="font-semibold" />;
  const told = {
    code: lotCode,
    brought: weight(broughtGrams),
    left: weight(unpackedGrams),
    missing: weight(missing),
    aside: weight(setAsideGrams),
    link: (parts: ReactNode) => (
      <Link
        to={`/coop/${desk}/stock/lots/${lotId}`}
        className="figures text-indigo underline underline-offset-4"
      >
        {parts}
      </Link>
    ),
  };
  return (
    <div className="mt-2">
      <Notice tone={setAsideGrams > 0n ? "refused" : "wait"}>
        {words.rich(setAsideGrams > 0n ? "shortSetAside" : "short", told)}
      </Notice>
    </div>
  );
}
