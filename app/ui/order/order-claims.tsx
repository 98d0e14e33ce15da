import { Form, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { ShownClaim } from "~/modules/ordering/index.server";
import type { RefundState } from "~/modules/payments/refund";
import { Button, ButtonLink } from "~/ui/primitives/button";
import { Card } from "~/ui/primitives/layout";
import { Money } from "~/ui/primitives/money";
import { ClaimHead, Said } from "./claim-facts";

/** The way to a claim, as long as there is time for one. */
export function ClaimLink({ number }: { number: string }) {
  const words = useTranslations("claims");
  return (
    <div className="mt-4">
      <ButtonLink to={`/orders/${number}/claim`}>{words("link")}</ButtonLink>
    </div>
  );
}

/** The buyer's claims of an order, the latest first: what was said, what was answered, where the money is. */
export function OrderClaims({ number, claims }: { number: string; claims: readonly ShownClaim[] }) {
  return (
    <div id="claims" className="flex scroll-mt-24 flex-col gap-3">
      {claims.toReversed().map((claim) => (
        <Card key={claim.id} className="p-4">
          <ClaimOfBuyer number={number} claim={claim} />
        </Card>
      ))}
    </div>
  );
}

function ClaimOfBuyer({ number, claim }: { number: string; claim: ShownClaim }) {
  const words = useTranslations("claims");
  const busy = useNavigation().state !== "idle";
  return (
    <>
      <ClaimHead claim={claim} />
      <Said who={words("said")} words={claim.words} />
      <dl className="mt-3 text-15">
        <div className="flex items-baseline justify-between gap-4 py-1">
          <dt className="text-ink-2">{words("asked")}</dt>
          <dd>
            <Money fen={claim.askedFen} />
          </dd>
        </div>
        {claim.givenFen !== null && (
          <div className="flex items-baseline justify-between gap-4 py-1 font-semibold">
            <dt>{words("given")}</dt>
            <dd>
              <Money fen={claim.givenFen} />
            </dd>
          </div>
        )}
      </dl>
      {claim.refundState !== null && (
        <p className="text-13 text-ink-2">{words(`refund.${claim.refundState as RefundState}`)}</p>
      )}
      <Said who={words("answered")} words={claim.answer} />
      {claim.state === "open" && (
        <>
          <p className="mt-2 text-13 text-ink-2">{words("waitText")}</p>
          <Form method="post" action={`/orders/${number}/claim`} className="mt-2">
            <input type="hidden" name="claimId" value={claim.id} />
            <Button name="intent" value="withdraw" disabled={busy}>
              {words("withdraw")}
            </Button>
          </Form>
        </>
      )}
    </>
  );
}
