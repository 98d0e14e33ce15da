import { useTranslations } from "use-intl";
import type { TeamDuty } from "~/modules/identity/index.server";
import { Moment } from "~/ui/primitives/moment";
import { Term } from "./term";

/** Who had a duty here until lately, and why it ended. */
export function PastDuties({ duties }: { duties: readonly TeamDuty[] }) {
  const words = useTranslations("team");
  return (
    <details className="mt-4 rounded-card border border-line bg-card">
      <summary className="flex min-h-12 cursor-pointer items-center px-4 text-15 font-semibold">
        {words("past", { count: duties.length })}
      </summary>
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
    </details>
  );
}
