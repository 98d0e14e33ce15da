import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { ProductionRecordView } from "~/modules/intake/index.server";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { Button } from "~/ui/primitives/button";
import { classes } from "~/ui/primitives/classes";
import { TextField } from "~/ui/primitives/field";
import { FoldLine } from "~/ui/primitives/fold";
import { Moment } from "~/ui/primitives/moment";

/** What was done on a household's fields, the latest first; a mistake is struck out with a reason. */
export function RecordList({
  records,
  mayWrite,
}: {
  records: readonly ProductionRecordView[];
  mayWrite: boolean;
}) {
  const words = useTranslations("intake.records");
  if (records.length === 0) return <p className="text-15 text-ink-2">{words("none")}</p>;
  return (
    <ul className="divide-y divide-line border-y border-line text-15">
      {records.map((record) => (
        <li key={record.id} className="py-3">
          <p
            className={classes("flex justify-between gap-4", record.struckReason !== null && "line-through")}
          >
            <span className="font-semibold">
              {words(`kinds.${record.kind}`)} {record.input}
            </span>
            <Moment at={record.doneOn} shape="date" />
          </p>
          <p className="text-ink-2">
            {[record.productName, record.plotPlace, record.dose, record.source, record.note]
              .filter(Boolean)
              .join(" · ")}
            {record.intervalDays > 0 && ` · ${words("interval", { days: record.intervalDays })}`}
          </p>
          {record.struckReason !== null && (
            <p className="text-13 text-amber">{words("struck", { reason: record.struckReason })}</p>
          )}
          {mayWrite && record.struckReason === null && <Strike recordId={record.id} />}
        </li>
      ))}
    </ul>
  );
}

function Strike({ recordId }: { recordId: string }) {
  const words = useTranslations("intake.records");
  return (
    <FoldLine tone="quiet" title={words("strike")}>
      <Form method="post" className="grid grid-cols-[1fr_auto] items-end gap-3">
        <input type="hidden" name="recordId" value={recordId} />
        <TextField label={words("strikeReason")} name="reason" maxLength={200} required />
        <Button name="intent" value="strike">
          {words("strikeNow")}
        </Button>
        <KeptDraft form={`strike/${recordId}`} />
      </Form>
    </FoldLine>
  );
}
