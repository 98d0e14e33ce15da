import { Form, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { PreorderSku } from "~/modules/catalog/index.server";
import { answeredIntent } from "~/ui/drafts/answered-form";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { ShipsAhead, shippingOf } from "~/ui/order/ships-ahead";
import { Button } from "~/ui/primitives/button";
import { TextField } from "~/ui/primitives/field";
import { FoldLine } from "~/ui/primitives/fold";
import { Card } from "~/ui/primitives/layout";
import { RefusedNotice } from "~/ui/primitives/refused";
import { Weight } from "~/ui/primitives/weight";
import type { ForecastAnswer } from "./forecast-forms";

/** A pack as the page about selling ahead shows it. */
export interface AheadSku extends PreorderSku {
  /** packs the forecast allows, and what of the crop other packs may promise */
  readonly most: number;
  readonly elsewhereGrams: bigint;
}

interface AheadSkuProps {
  readonly sku: AheadSku;
  /** grams of the crop that may be promised */
  readonly partGrams: bigint;
  readonly harvest: { readonly from: string; readonly until: string };
  readonly answer: ForecastAnswer | undefined;
  readonly mayEdit: boolean;
}

/** One pack: what may be promised of it and how that is reckoned, what is promised, and the cap to be set. */
export function AheadSkuCard({ sku, partGrams, harvest, answer, mayEdit }: AheadSkuProps) {
  const words = useTranslations("forecast.ahead");
  const ships = shippingOf(sku);
  const own = answer?.values.skuId === sku.skuId ? answer : undefined;
  return (
    <Card className="p-4">
      <h2 className="text-20">{sku.skuName}</h2>
      <div className="mt-1">
        {ships ? <ShipsAhead ships={ships} /> : <p className="text-15 text-ink-3">{words("off")}</p>}
      </div>
      {sku.capPacks > 0 && <Promised sku={sku} />}
      <FoldLine className="mt-2" title={words("most", { packs: sku.most })}>
        <p className="figures text-13 text-ink-2">
          {words.rich("mostText", {
            part: () => <Weight key="part" grams={partGrams} unit="kilogram" />,
            elsewhere: () => <Weight key="elsewhere" grams={sku.elsewhereGrams} unit="kilogram" />,
            net: () => <Weight key="net" grams={sku.netGrams} unit="kilogram" />,
          })}
        </p>
      </FoldLine>
      {own && (
        <div className="mt-2">
          <RefusedNotice code={own.refused} />
        </div>
      )}
      {mayEdit && <CapForm {...{ sku, harvest }} answer={own} />}
      {mayEdit && ships && <EndForm sku={sku} />}
    </Card>
  );
}

function Promised({ sku }: { sku: AheadSku }) {
  const words = useTranslations("forecast.ahead");
  const share = sku.capPacks === 0 ? 0 : Math.round((sku.promisedPacks * 100) / sku.capPacks);
  return (
    <div className="figures mt-3">
      <p className="flex justify-between gap-3 text-15">
        <span className="font-semibold">{words("promised", { packs: sku.promisedPacks })}</span>
        <span className="text-ink-2">{words("cap", { packs: sku.capPacks })}</span>
      </p>
      <div aria-hidden className="mt-1 h-2 overflow-hidden rounded-full bg-line">
        <div className="h-full bg-field" style={{ width: `${share}%` }} />
      </div>
      <p className="mt-1 text-13 text-ink-3">
        {words("free", { packs: sku.freePacks })}
        {sku.waitingPacks > 0 &&
          ` · ${words("waiting", { waiting: sku.waitingPacks, aside: sku.asidePacks })}`}
      </p>
      {sku.reason && <p className="text-13 text-amber">{words("because", { reason: sku.reason })}</p>}
    </div>
  );
}

interface CapFormProps {
  readonly sku: AheadSku;
  readonly harvest: { readonly from: string; readonly until: string };
  readonly answer: ForecastAnswer | undefined;
}

function CapForm({ sku, harvest, answer }: CapFormProps) {
  const words = useTranslations("forecast.ahead");
  const problems = useTranslations("forecast.ahead.problems");
  const busy = useNavigation().state !== "idle";
  const own = answeredIntent(answer) === "cap" ? answer : undefined;
  const problem = (field: string) => {
    const code = own?.problems[field] as Parameters<typeof problems>[0] | undefined;
    return code && problems.has(code) ? problems(code) : undefined;
  };
  const field = (name: "packs" | "from" | "until" | "reason", preset: string) => ({
    label: words(name),
    name,
    defaultValue: own?.values[name] ?? preset,
    error: problem(name),
  });
  return (
    <FoldLine tone="strong" open={own !== undefined} className="mt-1" title={words("form")}>
      <Form method="post" className="mt-2 grid gap-4">
        <input type="hidden" name="skuId" value={sku.skuId} />
        <TextField
          {...field("packs", String(sku.capPacks || sku.most))}
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          required
        />
        <div className="grid grid-cols-2 gap-3">
          <TextField {...field("from", sku.shipsFrom ?? harvest.from)} type="date" required />
          <TextField {...field("until", sku.shipsUntil ?? harvest.until)} type="date" required />
        </div>
        <TextField {...field("reason", "")} hint={words("reasonHint")} maxLength={200} autoComplete="off" />
        <Button kind="field" size="large" wide name="intent" value="cap" disabled={busy}>
          {words(sku.shipsFrom === null ? "open" : "change")}
        </Button>
        <KeptDraft form={`cap/${sku.skuId}`} />
      </Form>
    </FoldLine>
  );
}

function EndForm({ sku }: { sku: AheadSku }) {
  const words = useTranslations("forecast.ahead");
  const busy = useNavigation().state !== "idle";
  return (
    <Form method="post" className="mt-3 grid gap-2 border-t border-line pt-3">
      <input type="hidden" name="skuId" value={sku.skuId} />
      <p className="text-13 text-ink-2">{words("endText")}</p>
      <Button kind="second" name="intent" value="end" disabled={busy}>
        {words("end")}
      </Button>
      <KeptDraft form={`endAhead/${sku.skuId}`} />
    </Form>
  );
}
