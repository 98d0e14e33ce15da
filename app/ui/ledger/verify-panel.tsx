import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/primitives/button";
import { Card } from "~/ui/primitives/layout";
import { Notice } from "~/ui/primitives/notice";
import { CHAIN_START, checkVoucher, type PublicVoucher } from "./check-chain";

interface VerifyPanelProps {
  /** where the sealed vouchers are published, page by page */
  readonly vouchersAddress: string;
  readonly seal: { readonly number: number; readonly hash: string };
}

type State =
  | { readonly step: "ready" }
  | { readonly step: "running"; readonly done: number }
  | { readonly step: "good"; readonly total: number }
  | { readonly step: "broken"; readonly number: number }
  | { readonly step: "failed" };

/** Recomputes the whole chain in the reader's own browser, up to the published head. */
export function VerifyPanel({ vouchersAddress, seal }: VerifyPanelProps) {
  const words = useTranslations("ledger.verify");
  const [state, setState] = useState<State>({ step: "ready" });

  async function run() {
    setState({ step: "running", done: 0 });
    let position = CHAIN_START;
    try {
      while (position.number < seal.number) {
        const answer = await fetch(`${vouchersAddress}?after=${position.number}`);
        if (!answer.ok) return setState({ step: "failed" });
        const page = (await answer.json()) as { readonly vouchers: readonly PublicVoucher[] };
        if (page.vouchers.length === 0) return setState({ step: "broken", number: position.number + 1 });
        for (const voucher of page.vouchers) {
          const check = await checkVoucher(position, voucher);
          if (!check.good) return setState({ step: "broken", number: check.number });
          position = { number: voucher.number, hash: voucher.hash };
          if (voucher.number === seal.number && voucher.hash !== seal.hash) {
            return setState({ step: "broken", number: voucher.number });
          }
          if (position.number % 50 === 0) setState({ step: "running", done: position.number });
        }
      }
      setState({ step: "good", total: seal.number });
    } catch {
      setState({ step: "failed" });
    }
  }

  return (
    <Card className="p-4 print:hidden">
      <h2 className="text-17">{words("title")}</h2>
      <p className="mt-2 text-15 text-ink-2">{words("lead")}</p>
      <div className="mt-3 flex flex-col gap-3" aria-live="polite">
        <Button type="button" kind="field" onClick={run} disabled={state.step === "running"}>
          {words("start")}
        </Button>
        {state.step === "running" && (
          <div>
            <progress className="w-full accent-field" max={seal.number} value={state.done} />
            <p className="figures text-13 text-ink-2">
              {words("running", { done: state.done, total: seal.number })}
            </p>
          </div>
        )}
        {state.step === "good" && <Notice tone="good">{words("good", { total: state.total })}</Notice>}
        {state.step === "broken" && (
          <Notice tone="refused">{words("broken", { number: state.number })}</Notice>
        )}
        {state.step === "failed" && <Notice tone="wait">{words("failed")}</Notice>}
        <noscript>
          <p className="text-13 text-ink-3">{words("noScript")}</p>
        </noscript>
      </div>
    </Card>
  );
}
