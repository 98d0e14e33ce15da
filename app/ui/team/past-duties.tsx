import { useTranslations } from "use-intl";
import type { TeamDuty } from "~/modules/identity/index.server";
import { Fold } from "~/ui/primitives/fold";
import { Moment } from "~/ui/primitives/moment";
import { Term } from "./term";

/** Who had a duty here until lately, and why it ended. */
export function PastDuties({ duties }: { duties: readonly TeamDuty[] }) {
  const words = useTranslations("team");
  return (
    <Fold className="mt-4" title={words("past", { count: duties.length })}>
      <ul className="divide-y divide-line px-4 pb-2 text-15">
        {duties.map((duty) => (
          <li key={duty.id} className="py-2">
            <p>
              {duty.name} · {words(`roles.${duty.role}`)}
            </p>
            <p className="text-13 text-ink-2">
              <Term from={duty.validFrom} until={duty.revokedAt ? null : duty.validUntil} />
            </p>
            {duty.revokedAt && (
              <p className="text-13 text-ink-2">
                {words.rich("revokedAt", {
                  name: duty.revokedBy ?? words("portal"),
                  at: () => <Moment at={duty.revokedAt ?? duty.validFrom} />,
                  reason: duty.revokedReason ?? "",
                })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Fold>
  );
}
