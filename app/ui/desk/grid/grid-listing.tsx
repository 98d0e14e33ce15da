import { useState } from "react";
import { useTranslations } from "use-intl";
import { plainYuan } from "~/kernel/amount-text";
import type { Fen } from "~/kernel/money";
import { READY_CHANNELS, type ReadyChannel } from "~/modules/catalog/allotments";
import { readYuan } from "~/modules/catalog/desk.price";
import {
  freeField,
  moveField,
  packsField,
  priceField,
  readChange,
  wasField,
} from "~/modules/catalog/grid.forms";
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
  /** how many packs can be taken away, where more were */
  readonly left: Readonly<Record<string, number>>;
}

const CELL = "w-full min-h-11 rounded-control border px-3 text-17";

/** On a phone the packs of a row stand below its price, on a desk everything in one line. */
const ROW =
  "grid grid-cols-[minmax(0,1fr)_8rem] items-start gap-x-4 gap-y-2 md:grid-cols-[minmax(0,1fr)_7rem_12rem_13rem]";

/** What stands in which column, for the eye; each cell says it for itself. */
export function GridHead() {
  const words = useTranslations("grid");
  return (
    <div aria-hidden className={classes(ROW, "mt-4 px-4 pb-1 text-13 text-ink-3")}>
      <span>{words("pack")}</span>
      <span className="text-right">{words("price")}</span>
      <span className="max-md:hidden">{words("packs")}</span>
      <span className="max-md:hidden">{words("state")}</span>
    </div>
  );
}

/** A listing with a row for each of its packs; its state stands in the first of them. */
export function GridListing({ product, answer }: { product: DeskProduct; answer: GridAnswer | undefined }) {
  const packs = product.skus.filter(({ onSale }) => onSale);
  return (
    <li className="border-t border-line p-4 first:border-t-0">
      <ul className="space-y-4">
        {packs.map((sku, at) => (
          <li key={sku.id} className={ROW}>
            <p className="min-w-0 pt-2">
              <span className={classes("font-semibold max-md:block", at > 0 && "sr-only")}>
                {product.name}
              </span>{" "}
              <span className="text-15 text-ink-2">
                <NamedPack name={sku.name} grams={sku.netGrams} />
              </span>
            </p>
            <PriceCell sku={sku} of={product.name} answer={answer} />
            <div className="grid grid-cols-2 gap-x-4 max-md:col-span-2 md:gap-x-2">
              {READY_CHANNELS.map((channel) => (
                <PacksCell key={channel} sku={sku} channel={channel} of={product.name} answer={answer} />
              ))}
            </div>
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
  const facts = { yuan: plainYuan(answer?.amounts[field] ?? 0n), left: answer?.left[field] ?? 0 };
  if (words.has(code as "priceUnreadable")) return words(code as "priceUnreadable", facts as never);
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
        data-column="price"
        data-changed={isChanged ? "" : undefined}
        aria-label={words("priceOf", { of: `${of} ${sku.name}` })}
        aria-invalid={problem ? true : undefined}
        aria-describedby={note}
        className={classes(
          CELL,
          "text-right tabular-nums",
          isChanged ? "border-amber bg-amber-tint font-semibold" : "border-line bg-paper",
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

interface PacksCellProps {
  readonly sku: DeskSku;
  readonly channel: ReadyChannel;
  readonly of: string;
  readonly answer: GridAnswer | undefined;
}

/** The free packs of an allotment: what is typed is what shall be free, and it says how many more or fewer that is. */
function PacksCell({ sku, channel, of, answer }: PacksCellProps) {
  const words = useTranslations("grid");
  const channels = useTranslations("stock.channel");
  const field = packsField(sku.id, channel);
  const problem = useProblem(field, answer);
  const pool = sku.pools.find((each) => each.channel === channel);
  const free = pool ? pool.onHand - pool.held : 0;
  const [typed, setTyped] = useState(answer?.values[field] ?? String(free));
  const change = readChange(typed, String(free));
  const note = `${sku.id}-${channel}`;
  return (
    <div>
      <div className="relative">
        <span
          aria-hidden
          className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-13 text-ink-3"
        >
          {channels(channel)}
        </span>
        <input
          name={field}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          data-column={channel}
          data-changed={change === 0 ? undefined : ""}
          aria-label={words("packsOf", { of: `${of} ${sku.name}`, channel: channels(channel) })}
          aria-invalid={problem ? true : undefined}
          aria-describedby={note}
          className={classes(
            CELL,
            "pl-12 text-right tabular-nums",
            change === 0 ? "border-line bg-paper" : "border-amber bg-amber-tint font-semibold",
          )}
        />
      </div>
      <input type="hidden" name={freeField(sku.id, channel)} value={String(free)} />
      <p
        id={note}
        className={classes("mt-1 text-right text-13 empty:hidden", problem ? "text-vermilion" : "text-amber")}
      >
        {problem ?? (change ? words(change > 0 ? "more" : "fewer", { packs: Math.abs(change) }) : null)}
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
            data-changed={move === "" ? undefined : ""}
            aria-label={words("stateOf", { of: product.name })}
            aria-invalid={problem ? true : undefined}
            aria-describedby={note}
            className={classes(
              CELL,
              "min-w-0 flex-1 text-15!",
              move === "" ? "border-line bg-paper" : "border-amber bg-amber-tint font-semibold",
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
