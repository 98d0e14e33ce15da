import { useFetcher } from "@remix-run/react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { SentBefore } from "~/http/once.server";
import { plainYuan } from "~/kernel/amount-text";
import type { Fen } from "~/kernel/money";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { RefusedNotice } from "~/ui/primitives/refused";

/** What the desk's action says of one form of one pack. */
export interface SkuAnswer {
  readonly intent: "price" | "stock" | "publication";
  readonly of: string;
  readonly done: boolean;
  readonly problems: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
  /** the least the share plan permits, where a price was below it */
  readonly floorFen?: Fen | undefined;
  /** packs that can still be taken off sale, where more were asked for */
  readonly left?: number | undefined;
}

/** The form had been sent before, with other content. */
type Told = SkuAnswer | SentBefore;

export interface SkuForm {
  readonly fetcher: ReturnType<typeof useFetcher<Told>>;
  readonly sending: boolean;
  readonly done: boolean;
  /** set when an earlier sending of this form had its effect with other content */
  readonly sentBefore: SentBefore["refused"] | undefined;
  readonly values: Readonly<Record<string, string>>;
  /** the problem of a field, in words */
  readonly problem: (field: string) => string | undefined;
}

/** One form of one pack: its answer comes by its own fetcher, or with the page where there is no JavaScript. */
export function useSkuForm(
  intent: SkuAnswer["intent"],
  of: string,
  withPage: SkuAnswer | undefined,
): SkuForm {
  const fetcher = useFetcher<Told>();
  const problems = useTranslations("desk.problems");
  const refusals = useTranslations("refusals");
  const told = fetcher.data ?? (withPage?.intent === intent && withPage.of === of ? withPage : undefined);
  const answer = told && "intent" in told ? told : undefined;
  const sending = fetcher.state !== "idle";
  return {
    fetcher,
    sending,
    done: !sending && answer?.done === true,
    sentBefore: !sending && told && "refused" in told ? told.refused : undefined,
    values: answer && !answer.done ? answer.values : {},
    problem: (field) => {
      const code = sending ? undefined : answer?.problems[field];
      if (code === undefined) return undefined;
      if (code === "PriceBelowFloor" && answer?.floorFen !== undefined) {
        return problems("belowFloor", { floor: `¥${plainYuan(answer.floorFen)}` });
      }
      if (code === "OutOfStock" && answer?.left !== undefined) {
        return problems("onlyLeft", { left: answer.left });
      }
      const asProblem = code as Parameters<typeof problems>[0];
      const asRefusal = code as Parameters<typeof refusals>[0];
      return problems.has(asProblem)
        ? problems(asProblem)
        : refusals.has(asRefusal)
          ? refusals(asRefusal)
          : code;
    },
  };
}

interface DeskFormProps {
  readonly form: SkuForm;
  readonly intent: SkuAnswer["intent"];
  readonly skuId: string;
  readonly children: ReactNode;
}

/** The frame of a form on the listings page; afterwards it says that it is done, and stays where it is. */
export function DeskForm({ form, intent, skuId, children }: DeskFormProps) {
  const words = useTranslations("desk.products");
  const [hydrated, setHydrated] = useState(false);
  useEffect(() => setHydrated(true), []);
  return (
    <form.fetcher.Form method="post" className="flex flex-col gap-3 pt-2 pb-4">
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="skuId" value={skuId} />
      {hydrated && <input type="hidden" name="stay" value="1" />}
      {children}
      {form.sentBefore && <RefusedNotice code={form.sentBefore} />}
      <KeptDraft form={`${intent}/${skuId}`} />
      <p role="status" className="text-15 font-semibold text-field empty:hidden">
        {form.done ? words(`done.${intent}`) : ""}
      </p>
    </form.fetcher.Form>
  );
}
