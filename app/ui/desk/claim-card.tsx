import { Form, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { plainDecimal, plainYuan } from "~/kernel/amount-text";
import { MAX_CLAIM_ANSWER } from "~/modules/ordering/claim";
import type { ShownClaim } from "~/modules/ordering/index.server";
import type { RefundState } from "~/modules/payments/refund";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { ClaimHead, Said } from "~/ui/order/claim-facts";
import { Button } from "~/ui/primitives/button";
import { TextArea, TextField } from "~/ui/primitives/field";
import { Card } from "~/ui/primitives/layout";
import { Money } from "~/ui/primitives/money";

/** What the last form sent from the page came to, and which claim it was about. */
interface Answered {
  readonly intent?: string;
  readonly claimId?: string;
  readonly problems: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

interface DeskClaimsProps {
  readonly claims: readonly ShownClaim[];
  readonly mayAnswer: boolean;
  readonly answer: Answered | undefined;
}

/** The claims of an order at the desk: those that wait come first, with what may be answered. */
export function DeskClaims({ claims, mayAnswer, answer }: DeskClaimsProps) {
  const waiting = claims.filter(({ state }) => state === "open");
  const others = claims.filter(({ state }) => state !== "open").toReversed();
  return (
    <div id="claims" className="flex scroll-mt-24 flex-col gap-4">
      {[...waiting, ...others].map((claim) => (
        <Card key={claim.id} className={claim.state === "open" ? "border-amber! p-4" : "p-4"}>
          <DeskClaim
            claim={claim}
            mayAnswer={mayAnswer}
            answer={answer?.claimId === claim.id ? answer : undefined}
          />
        </Card>
      ))}
    </div>
  );
}

interface DeskClaimProps extends Pick<DeskClaimsProps, "mayAnswer" | "answer"> {
  readonly claim: ShownClaim;
}

function DeskClaim({ claim, mayAnswer, answer }: DeskClaimProps) {
  const words = useTranslations("claims");
  const waits = claim.state === "open";
  return (
    <>
      {waits && <p className="mb-2 text-13 text-amber">{words("desk.waits")}</p>}
      <ClaimHead claim={claim} />
      <Said who={words("saidDesk")} words={claim.words} />
      <dl className="mt-3 text-15">
        <Sum name={words("asked")} fen={claim.askedFen} />
        {claim.givenFen !== null && <Sum name={words("givenDesk")} fen={claim.givenFen} strong />}
      </dl>
      <Said who={words("answered")} words={claim.answer} />
      {claim.refundState !== null && (
        <p className="mt-2 text-13 text-ink-2">{words(`refund.${claim.refundState as RefundState}`)}</p>
      )}
      {claim.refundState === "failed" && mayAnswer && <Again claim={claim} />}
      {waits && (mayAnswer ? <Answer claim={claim} answer={answer} /> : <ReadOnly />)}
    </>
  );
}

function Sum({ name, fen, strong = false }: { name: string; fen: bigint; strong?: boolean }) {
  return (
    <div className={`flex items-baseline justify-between gap-4 py-1 ${strong ? "font-semibold" : ""}`}>
      <dt className={strong ? undefined : "text-ink-2"}>{name}</dt>
      <dd>
        <Money fen={fen} />
      </dd>
    </div>
  );
}

function ReadOnly() {
  const words = useTranslations("claims.desk");
  return <p className="mt-2 text-13 text-ink-3">{words("readOnly")}</p>;
}

/** Two ways to answer: money back, all of it or a part, or a reason. */
function Answer({ claim, answer }: { claim: ShownClaim; answer: Answered | undefined }) {
  const words = useTranslations("claims.desk");
  const problem = useProblem(answer?.problems ?? {});
  const busy = useNavigation().state !== "idle";
  const declining = answer?.intent === "declineClaim";
  const typed = answer?.values ?? {};
  return (
    <div className="mt-3 border-t border-line pt-3">
      <Form method="post" className="flex flex-col gap-3">
        <input type="hidden" name="claimId" value={claim.id} />
        <TextField
          name="amount"
          inputMode="decimal"
          label={words("amount")}
          hint={words("amountHint", { most: `¥${plainYuan(claim.mostFen)}` })}
          error={problem("amount")}
          defaultValue={typed.amount ?? plainDecimal(claim.mostFen, 2)}
          maxLength={12}
          autoComplete="off"
          required
        />
        <TextArea
          name="answer"
          rows={2}
          label={words("words")}
          hint={words("wordsHint")}
          error={problem("answer")}
          defaultValue={typed.answer}
          maxLength={MAX_CLAIM_ANSWER}
        />
        <Button name="intent" value="acceptClaim" kind="primary" size="large" wide disabled={busy}>
          {words("accept")}
        </Button>
        <KeptDraft form={`acceptClaim/${claim.id}`} />
      </Form>
      <details className="mt-2" open={declining}>
        <summary className="flex min-h-12 cursor-pointer items-center text-15 text-indigo underline-offset-4 hover:underline">
          {words("declineOpen")}
        </summary>
        <Form method="post" className="flex flex-col gap-3">
          <input type="hidden" name="claimId" value={claim.id} />
          <TextArea
            name="why"
            rows={2}
            label={words("why")}
            hint={words("whyHint")}
            error={problem("why")}
            defaultValue={typed.why}
            maxLength={MAX_CLAIM_ANSWER}
            required
          />
          <Button name="intent" value="declineClaim" wide disabled={busy}>
            {words("decline")}
          </Button>
          <KeptDraft form={`declineClaim/${claim.id}`} />
        </Form>
      </details>
    </div>
  );
}

function Again({ claim }: { claim: ShownClaim }) {
  const words = useTranslations("claims.desk");
  const busy = useNavigation().state !== "idle";
  return (
    <Form method="post" className="mt-2">
      <input type="hidden" name="claimId" value={claim.id} />
      <Button name="intent" value="refundClaimAgain" kind="primary" disabled={busy}>
        {words("again")}
      </Button>
      <KeptDraft form={`refundClaimAgain/${claim.id}`} />
    </Form>
  );
}

const PROBLEMS = ["amount", "required", "tooLong", "unprintable"] as const;
type Problem = (typeof PROBLEMS)[number];

function useProblem(problems: Readonly<Record<string, string>>) {
  const words = useTranslations("claims.desk.problems");
  return (field: string): string | undefined => {
    const code = problems[field];
    if (code === undefined) return undefined;
    return words((PROBLEMS as readonly string[]).includes(code) ? (code as Problem) : "required");
  };
}
