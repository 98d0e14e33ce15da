import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { LotStoryLine, PackStoryLine } from "~/modules/catalog/index.server";
import type { Packing } from "~/modules/catalog/product";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { Button } from "~/ui/primitives/button";
import { classes } from "~/ui/primitives/classes";
import { Moment } from "~/ui/primitives/moment";
import { PageLinks } from "~/ui/primitives/page-links";
import { Weight } from "~/ui/primitives/weight";
import { usePackWord } from "./counted-packs";

interface PagesProps {
  /** cursor of what is older */
  readonly next: string | null;
  /** address of the newest page, on later ones */
  readonly first: string | null;
}

/** Every change of a pack's count, the newest first, with what lay there afterwards. */
export function PackStory({
  lines,
  packing,
  ...pages
}: PagesProps & { readonly lines: readonly PackStoryLine[]; readonly packing: Packing }) {
  const words = useTranslations("stock");
  const packWord = usePackWord();
  return (
    <Story {...pages} empty={lines.length === 0}>
      {lines.map((line) => (
        <Line
          key={`${line.at.getTime()} ${line.id}`}
          line={line}
          what={
            line.orderNumber
              ? words("reason.sold", { number: line.orderNumber })
              : words(`reason.${line.reason}` as Parameters<typeof words>[0])
          }
          where={words(`channel.${line.channel}`)}
          change={
            <Signed
              sign={line.packs < 0}
            >{`${Math.abs(line.packs)} ${packWord(packing, Math.abs(line.packs))}`}</Signed>
          }
          balance={`${line.balance} ${packWord(packing, line.balance)}`}
        />
      ))}
    </Story>
  );
}

/** Every change of a lot's grams, the newest first; a packing that stands can be taken back here. */
export function LotStory({
  lines,
  mayEdit,
  ...pages
}: PagesProps & { readonly lines: readonly LotStoryLine[]; readonly mayEdit: boolean }) {
  const words = useTranslations("stock");
  const busy = useNavigation().state !== "idle";
  return (
    <Story {...pages} empty={lines.length === 0}>
      {lines.map((line) => {
        const grams = line.gramsRetail === 0n ? line.gramsWholesale : line.gramsRetail;
        return (
          <Line
            key={line.id}
            line={line}
            what={words(`reason.${line.reason}` as Parameters<typeof words>[0])}
            where={line.gramsRetail === 0n ? words("wholesale") : words("retail")}
            change={
              <Signed sign={grams < 0n}>
                <Weight grams={grams < 0n ? -grams : grams} unit="kilogram" />
              </Signed>
            }
            balance={<Weight grams={line.balance} unit="kilogram" />}
          >
            {mayEdit && line.undoableRunId && (
              <Form method="post" className="mt-2">
                <input type="hidden" name="intent" value="undo" />
                <input type="hidden" name="runId" value={line.undoableRunId} />
                <Button kind="second" disabled={busy}>
                  {words("undo")}
                </Button>
                <KeptDraft form={`undo/${line.undoableRunId}`} />
              </Form>
            )}
          </Line>
        );
      })}
    </Story>
  );
}

function Signed({ sign, children }: { readonly sign: boolean; readonly children: ReactNode }) {
  return (
    <span
      className={classes("figures font-semibold whitespace-nowrap", sign ? "text-vermilion" : "text-field")}
    >
      {sign ? "−" : "+"}
      {children}
    </span>
  );
}

interface LineProps {
  readonly line: { readonly at: Date; readonly note: string; readonly person: string | null };
  readonly what: ReactNode;
  readonly where: ReactNode;
  readonly change: ReactNode;
  readonly balance: ReactNode;
  readonly children?: ReactNode;
}

function Line({ line, what, where, change, balance, children }: LineProps) {
  const words = useTranslations("stock");
  return (
    <li className="px-4 py-3">
      <div className="flex items-baseline justify-between gap-3">
        <span className="min-w-0 text-15">{what}</span>
        {change}
      </div>
      <div className="flex items-baseline justify-between gap-3 text-13 text-ink-3">
        <span className="min-w-0">
          <Moment at={line.at} /> · {where}
          {line.person && ` · ${line.person}`}
        </span>
        <span className="figures whitespace-nowrap">{words.rich("after", { balance: () => balance })}</span>
      </div>
      {line.note && <p className="text-13 text-ink-2">{line.note}</p>}
      {children}
    </li>
  );
}

function Story({
  next,
  first,
  empty,
  children,
}: PagesProps & { readonly empty: boolean; readonly children: ReactNode }) {
  const words = useTranslations("stock");
  if (empty) return <p className="text-15 text-ink-2">{words("noStory")}</p>;
  return (
    <>
      <ol className="divide-y divide-line overflow-hidden rounded-card border border-line bg-card">
        {children}
      </ol>
      <PageLinks
        back={first && { to: first, says: words("newest") }}
        next={next && { to: `?after=${next}`, says: words("older") }}
      />
    </>
  );
}
