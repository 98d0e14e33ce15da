import { useTranslations } from "use-intl";
import type { LedgerHead } from "~/modules/alliance/index.server";
import { Card } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";

/** The head of the chain, published so that nobody, we included, can rewrite what came before. */
export function SealFacts({ head }: { head: LedgerHead }) {
  const words = useTranslations("ledger.seal");
  return (
    <Card className="p-4">
      <h2 className="text-17">{words("title")}</h2>
      {head.seal ? (
        <>
          <p className="mt-2 text-15">
            {words("latest", { number: head.seal.number })}
            <span className="text-ink-3">
              {" "}
              · <Moment at={head.seal.sealedAt} />
            </span>
          </p>
          <code className="mt-1 block break-all text-13 text-ink-2">{head.seal.hash}</code>
        </>
      ) : (
        <p className="mt-2 text-15 text-ink-2">{words("none")}</p>
      )}
      <p className="mt-2 text-15 text-ink-2">
        {head.close ? words("closed", { number: head.close.throughNumber }) : words("open")}
      </p>
      <p className="mt-2 text-13 text-ink-3">{words("explain")}</p>
    </Card>
  );
}
