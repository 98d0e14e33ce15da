import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { Fen } from "~/kernel/money";
import { Card } from "~/ui/primitives/layout";
import { Money } from "~/ui/primitives/money";

interface OwedCardProps {
  readonly title: string;
  readonly settledFen: Fen;
  readonly pendingFen: Fen;
}

/** What the portal owes somebody: credited, and still pending. */
export function OwedCard({ title, settledFen, pendingFen }: OwedCardProps) {
  const words = useTranslations("overview.money");
  return (
    <Card className="p-4">
      <h3 className="text-15 font-semibold">{title}</h3>
      <dl className="mt-2 divide-y divide-line text-15">
        <OwedRow name={words("settled")} note={words("settledText")}>
          <Money fen={settledFen} tone="credited" className="text-20 font-semibold" />
        </OwedRow>
        <OwedRow name={words("pending")} note={words("pendingText")}>
          <Money fen={pendingFen} tone="pending" className="text-20 font-semibold" />
        </OwedRow>
      </dl>
    </Card>
  );
}

export function OwedRow(props: { name: string; note: ReactNode; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4 py-2">
      <dt>
        {props.name}
        <span className="block text-13 text-ink-3">{props.note}</span>
      </dt>
      <dd className="text-right whitespace-nowrap">{props.children}</dd>
    </div>
  );
}
