import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { weightNumber } from "~/kernel/amount-text";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { Button, ButtonLink } from "~/ui/primitives/button";
import { classes } from "~/ui/primitives/classes";
import { TextField } from "~/ui/primitives/field";
import { Card } from "~/ui/primitives/layout";
import type { CountRow } from "./count-rows";
import { usePackWord } from "./counted-packs";

function useAmount() {
  const units = useTranslations("units");
  const packWord = usePackWord();
  return (row: CountRow, amount: bigint) =>
    row.packing
      ? `${amount} ${packWord(row.packing, amount)}`
      : `${weightNumber(amount, "kilogram")} ${units("kilogram")}`;
}

interface EntryProps {
  readonly countId: string;
  readonly row: CountRow;
  readonly rows: readonly CountRow[];
  readonly problem: string | undefined;
}

/** One thing at a time: a large field, and on to the next. What should lie there is not shown, so that people count. */
export function CountEntry({ countId, row, rows, problem }: EntryProps) {
  const words = useTranslations("stock.count");
  const problems = useTranslations("stock.problems");
  const units = useTranslations("units");
  const packWord = usePackWord();
  const busy = useNavigation().state !== "idle";
  const done = rows.filter((each) => each.counted !== null).length;
  const unit = row.packing ? packWord(row.packing, 2) : units("kilogram");
  return (
    <Card className="p-4">
      <p className="figures text-13 text-ink-3">{words("progress", { done, all: rows.length })}</p>
      <h2 className="mt-1 text-20">{row.name}</h2>
      <p className="text-15 text-ink-2">{row.detail}</p>
      <Form method="post" className="mt-3 flex flex-col gap-3">
        <input type="hidden" name="intent" value="enter" />
        <input type="hidden" name="kind" value={row.kind} />
        <input type="hidden" name="subjectId" value={row.subjectId} />
        <TextField
          label={words("howMuch", { unit })}
          hint={row.kind === "sku" ? words("packsHint") : words("lotHint")}
          name="amount"
          inputMode={row.kind === "sku" ? "numeric" : "decimal"}
          autoComplete="off"
          maxLength={10}
          required
          autoFocus
          error={problem && problems(row.kind === "sku" ? "packsUnreadable" : "weightUnreadable")}
        />
        <Button kind="primary" size="large" wide disabled={busy}>
          {words("next")}
        </Button>
        <KeptDraft form={`count/${countId}/${row.subjectId}`} />
      </Form>
      {done > 0 && (
        <div className="mt-3">
          <ButtonLink to="?look" wide>
            {words("toLook")}
          </ButtonLink>
        </div>
      )}
    </Card>
  );
}

/** What differs, before it is posted. */
export function CountSecondLook({
  countId,
  rows,
  look,
}: {
  readonly countId: string;
  readonly rows: readonly CountRow[];
  readonly look: string;
}) {
  const words = useTranslations("stock.count");
  const busy = useNavigation().state !== "idle";
  const differing = rows.filter((row) => row.counted !== row.expected);
  const left = rows.filter((row) => row.counted === null).length;
  return (
    <Card className="flex flex-col gap-3 p-4">
      <h2 className="text-20">{words("lookTitle")}</h2>
      <p className="text-15 text-ink-2">
        {differing.filter((row) => row.counted !== null).length === 0
          ? words("noDifference")
          : words("lookText")}
        {left > 0 && ` ${words("notCounted", { left })}`}
      </p>
      <Form method="post">
        <input type="hidden" name="look" value={look} />
        <Button name="intent" value="post" kind="primary" size="large" wide disabled={busy}>
          {words("post")}
        </Button>
        <KeptDraft form={`post/${countId}`} />
      </Form>
      <Form method="post">
        <Button name="intent" value="giveUp" kind="second" wide disabled={busy}>
          {words("giveUp")}
        </Button>
        <KeptDraft form={`giveUp/${countId}`} />
      </Form>
    </Card>
  );
}

/** Everything that was counted, with what should have been there and the difference. */
export function CountList({
  rows,
  mayEdit,
}: {
  readonly rows: readonly CountRow[];
  readonly mayEdit: boolean;
}) {
  const words = useTranslations("stock.count");
  const amount = useAmount();
  const counted = rows.filter((row) => row.counted !== null && row.expected !== null);
  if (counted.length === 0) return <p className="text-15 text-ink-2">{words("nothingYet")}</p>;
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-card">
      {counted.map((row) => {
        const difference = (row.counted ?? 0n) - (row.expected ?? 0n);
        return (
          <li key={row.subjectId} className="flex items-center justify-between gap-3 px-4 py-3">
            <span className="min-w-0">
              <span className="block text-15">{row.name}</span>
              <span className="block text-13 text-ink-3">{row.detail}</span>
              {mayEdit && (
                <Link
                  to={`?row=${row.subjectId}`}
                  className="inline-flex min-h-11 items-center text-15 text-indigo underline underline-offset-4"
                >
                  {words("again")}
                </Link>
              )}
            </span>
            <span className="figures text-right text-15 whitespace-nowrap">
              <span className="block font-semibold">{amount(row, row.counted ?? 0n)}</span>
              <span className="block text-13 text-ink-3">
                {words("expected", { amount: amount(row, row.expected ?? 0n) })}
              </span>
              <span
                className={classes(
                  "block text-13",
                  difference === 0n ? "text-ink-3" : difference < 0n ? "text-vermilion" : "text-field",
                )}
              >
                {difference === 0n
                  ? words("agrees")
                  : `${difference < 0n ? "−" : "+"}${amount(row, difference < 0n ? -difference : difference)}`}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
