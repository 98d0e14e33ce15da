import { useState } from "react";
import { useTranslations } from "use-intl";
import { plainYuan } from "~/kernel/amount-text";
import type { Fen } from "~/kernel/money";
import { readYuan } from "~/modules/catalog/desk.price";
import { moveField, priceField, wasField } from "~/modules/catalog/grid.forms";
import type { DeskProduct, DeskSku } from "~/modules/catalog/index.server";
import { typedYuan } from "~/modules/catalog/listing/unit-price";
import { movesFrom, PUBLICATION_MOVES } from "~/modules/catalog/product";
import { classes } from "~/ui/primitives/classes";
import { Mark } from "~/ui/primitives/notice";
import { NamedPack } from "~/ui/primitives/weight";

/** What the grid is told of a saving that was refused; fields by name. */
export interface GridAnswer {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, string>>;
  /** the floor, or the price of today, where a problem speaks of one */
  readonly amounts: Readonly<Record<string, Fen>>;
}

const CELL = "w-full min-h-11 rounded-control border bg-paper px-3 text-17";

/** A listing with a row for each of its packs; its state stands in the first of them. */
export function GridListing({ product, answer }: { product: DeskProduct; answer: GridAnswer | undefined }) {
  const packs = product.skus.filter(({ onSale }) => onSale);
  return (
    <li className="border-t border-line p-4 first:border-t-0">
      <ul className="space-y-3">
        {packs.map((sku, at) => (
          <li
            key={sku.id}
            className="grid grid-cols-[minmax(0,1fr)_8rem] items-start gap-x-4 gap-y-1 md:grid-cols-[minmax(0,1fr)_9rem_14rem]"
          >
            <p className="min-w-0 pt-2">
              <span className={classes("font-semibold max-md:block", at > 0 && "sr-only")}>
                {product.name}
              </span>{" "}
              <span className="text-15 text-ink-2">
                <NamedPack name={sku.name} grams={sku.netGrams} />
              </span>
            </p>
            <PriceCell sku={sku} of={product.name} answer={answer} />
            {at === 0 && <StateCell product={product} answer={answer} />}
          </li>
        ))}
      </ul>
    </li>
  );
}

function useProblem(field: string, answer: GridAnswer | undefined): string | undefined {
  const words = useTranslations("grid.problem");
  const refusals = useTranslations("refusals");
  const code = answer?.problems[field];
  if (code === undefined) return undefined;
  const yuan = plainYuan(answer?.amounts[field] ?? 0n);
  if (words.has(code as "priceUnreadable")) return words(code as "priceUnreadable", { yuan } as never);
  return refusals(code as Parameters<typeof refusals>[0]);
}

function PriceCell({ sku, of, answer }: { sku: DeskSku; of: string; answer: GridAnswer | undefined }) {
  const words = useTranslations("grid");
  const field = priceField(sku.id);
  const problem = useProblem(field, answer);
  // What somebody else set meanwhile has been shown now; saved again, what stands here counts.
  const was = answer?.problems[field] === "PriceChangedMeanwhile" ? answer.amounts[field] : undefined;
  const shown = was ?? sku.priceFen;
  const [typed, setTyped] = useState(answer?.values[field] ?? typedYuan(sku.priceFen * 10n));
  const isChanged = readYuan(typed) !== shown * 10n;
  const note = `${sku.id}-price`;
  return (
    <div>
      <input
        name={field}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        inputMode="decimal"
        autoComplete="off"
        maxLength={10}
        data-grid-price=""
        aria-label={words("priceOf", { of: `${of} ${sku.name}` })}
        aria-invalid={problem ? true : undefined}
        aria-describedby={note}
        className={classes(
          CELL,
          "text-right tabular-nums",
          isChanged ? "border-amber bg-amber-tint font-semibold" : "border-line",
        )}
      />
      <input type="hidden" name={wasField(sku.id)} value={String(shown)} />
      <p
        id={note}
        className={classes("mt-1 text-13 empty:hidden", problem ? "text-vermilion" : "text-amber")}
      >
        {problem ?? (isChanged && words("was", { yuan: plainYuan(shown) }))}
      </p>
    </div>
  );
}

function StateCell({ product, answer }: { product: DeskProduct; answer: GridAnswer | undefined }) {
  const words = useTranslations("grid");
  const listings = useTranslations("listings");
  const field = moveField(product.id);
  const problem = useProblem(field, answer);
  const [move, setMove] = useState(answer?.values[field] ?? "");
  const moves = PUBLICATION_MOVES.filter((each) => movesFrom(product.state).includes(each));
  const note = `${product.id}-move`;
  return (
    <div className="max-md:col-span-2">
      <div className="flex items-center gap-3">
        <Mark tone={product.state === "published" ? "good" : "plain"}>
          {listings(`state.${product.state}`)}
        </Mark>
        {moves.length > 0 && (
          <select
            name={field}
            value={move}
            onChange={(event) => setMove(event.target.value)}
            aria-label={words("stateOf", { of: product.name })}
            aria-invalid={problem ? true : undefined}
            aria-describedby={note}
            className={classes(
              CELL,
              "min-w-0 flex-1 text-15!",
              move === "" ? "border-line" : "border-amber bg-amber-tint font-semibold",
            )}
          >
            <option value="">{words("keep")}</option>
            {moves.map((each) => (
              <option key={each} value={each}>
                {words(`move.${each}`)}
              </option>
            ))}
          </select>
        )}
      </div>
      <p id={note} className="mt-1 text-13 text-vermilion empty:hidden">
        {problem}
      </p>
    </div>
  );
}
