import { Form, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { OrganisationToClose, Unsettled } from "~/modules/identity/index.server";
import { decideClosing } from "~/modules/identity/organisation";
import { Button } from "~/ui/primitives/button";
import { CheckLine, TextField } from "~/ui/primitives/field";
import { Card, Section } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { Money } from "~/ui/primitives/money";
import { Notice } from "~/ui/primitives/notice";

interface ClosingPanelProps {
  readonly organisation: OrganisationToClose;
  /** the form that came back */
  readonly answer:
    | {
        readonly problems: Readonly<Record<string, string>>;
        readonly values: Readonly<Record<string, string>>;
      }
    | undefined;
}

/** Closed already, of a kind that stays, something open, or the form. */
export function ClosingPanel({ organisation, answer }: ClosingPanelProps) {
  const words = useTranslations("admin.closing");
  const { kind, closedAt, closedReason, unsettled } = organisation;
  if (closedAt) {
    return (
      <div className="mt-5">
        <Notice
          tone="plain"
          title={words.rich("closed", { at: () => <Moment key="at" at={closedAt} shape="day" /> })}
        >
          {words("closedBecause", { reason: closedReason ?? "" })}
        </Notice>
      </div>
    );
  }
  const decided = decideClosing({ kind, state: "open" }, unsettled);
  if (!decided.ok && decided.refusal.code === "OrganisationStays") {
    return (
      <div className="mt-5">
        <Notice tone="plain">{words("stays")}</Notice>
      </div>
    );
  }
  return (
    <>
      <Section title={words("what")} className="mt-6!">
        <ul className="flex list-disc flex-col gap-2 pl-5 text-15 text-pretty text-ink-2">
          <li>{words("duties")}</li>
          <li>{words("goods")}</li>
          <li>{words("books")}</li>
        </ul>
      </Section>
      <div className="mt-6">
        {decided.ok ? <CloseForm answer={answer} /> : <Waits unsettled={unsettled} />}
      </div>
    </>
  );
}

const COUNTED = ["orders", "claims", "refunds", "leads", "slips"] as const;

function Waits({ unsettled }: { unsettled: Unsettled }) {
  const words = useTranslations("admin.closing");
  return (
    <Notice tone="wait" title={words("wait")}>
      <dl className="mt-2 divide-y divide-line">
        {COUNTED.filter((kind) => unsettled[kind] > 0).map((kind) => (
          <div key={kind} className="flex justify-between gap-4 py-2">
            <dt>{words(kind)}</dt>
            <dd className="figures font-semibold">{unsettled[kind]}</dd>
          </div>
        ))}
        {unsettled.fen !== 0n && (
          <div className="flex justify-between gap-4 py-2">
            <dt>{words("money")}</dt>
            <dd>
              <Money fen={unsettled.fen} className="font-semibold" />
            </dd>
          </div>
        )}
      </dl>
    </Notice>
  );
}

function CloseForm({ answer }: Pick<ClosingPanelProps, "answer">) {
  const words = useTranslations("admin.closing");
  const busy = useNavigation().state !== "idle";
  return (
    <Card className="max-w-lg p-4">
      <Form method="post" className="flex flex-col gap-3">
        <TextField
          label={words("reason")}
          hint={words("reasonHint")}
          name="reason"
          required
          maxLength={500}
          defaultValue={answer?.values.reason ?? ""}
          error={answer?.problems.reason && words("problem")}
        />
        <CheckLine
          name="understood"
          value="on"
          required
          error={answer?.problems.understood && words("needTick")}
        >
          {words("understood")}
        </CheckLine>
        <Button kind="primary" size="large" disabled={busy}>
          {words("confirm")}
        </Button>
      </Form>
    </Card>
  );
}
