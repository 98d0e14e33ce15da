import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Moment } from "~/ui/primitives/moment";
import { Notice } from "~/ui/primitives/notice";
import { Signature } from "./signature-pad";
import type { ShownSlip } from "./slip-facts";

interface SlipAtDesk {
  readonly slip: ShownSlip;
  /** of the cooperative's desk */
  readonly desk: string;
}

/** Which slip this one puts right, and which one puts it right in turn. */
export function SlipRelations({ slip, desk }: SlipAtDesk) {
  const words = useTranslations("intake.slip");
  const to = (number: string) => (parts: ReactNode) => (
    <Link to={`/coop/${desk}/intake/${number}`} className="figures text-indigo underline underline-offset-4">
      {parts}
    </Link>
  );
  return (
    <div className="mt-3 grid gap-2 empty:hidden">
      {slip.corrects && (
        <Notice>
          {words.rich("correcting", {
            number: slip.corrects,
            reason: slip.correctReason ?? "",
            link: to(slip.corrects),
          })}
        </Notice>
      )}
      {slip.correctedBy && (
        <Notice tone="wait">
          {words.rich("correctedBy", { number: slip.correctedBy.number, link: to(slip.correctedBy.number) })}
        </Notice>
      )}
    </div>
  );
}

/** How the household said yes, who witnessed it, and which lot its goods went into; or why the slip was cancelled. */
export function SlipOutcome({ slip, desk }: SlipAtDesk) {
  const words = useTranslations("intake.slip");
  if (slip.state === "cancelled") {
    return (
      <p className="mt-4 text-15 text-ink-2">
        {words("cancelledBecause", { reason: slip.cancelReason ?? "" })}
      </p>
    );
  }
  if (slip.confirmedAt === null || slip.confirmedBy === null) return null;
  return (
    <div className="mt-5 border-t border-line pt-3 text-15">
      <p className="text-field">
        {words.rich(`confirmed.${slip.confirmedBy}`, { at: () => <Moment at={slip.confirmedAt ?? ""} /> })}
      </p>
      {slip.signature && <Signature path={slip.signature} />}
      {slip.witness && <p className="text-ink-2">{words("witness", { name: slip.witness })}</p>}
      {slip.lotCode && (
        <p className="mt-1">
          <Link
            to={`/coop/${desk}/lots/${slip.lotCode}`}
            className="text-indigo underline underline-offset-4"
          >
            {words("lot", { code: slip.lotCode })}
          </Link>
        </p>
      )}
    </div>
  );
}
