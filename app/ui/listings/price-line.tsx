import type { PastPrice } from "~/modules/catalog/index.server";

interface PriceLineProps {
  /** latest first */
  readonly history: readonly PastPrice[];
  readonly until: Date;
  /** all that the picture says, in a sentence */
  readonly summary: string;
}

const HEIGHT = 48;
const MARGIN = 6;

/**
 * What a pack cost over time as one stepped line, drawn on the server: a price holds until the next one. It fits any
 * width; the figures stand in the table beneath.
 */
export function PriceLine({ history, until, summary }: PriceLineProps) {
  const steps = history.toReversed();
  const [first] = steps;
  if (!first || steps.length < 2) return null;
  const start = first.from.getTime();
  const span = Math.max(1, until.getTime() - start);
  const prices = steps.map(({ priceFen }) => Number(priceFen));
  const [low, high] = [Math.min(...prices), Math.max(...prices)];
  const x = (at: number) => (((at - start) / span) * 100).toFixed(2);
  const y = (fen: bigint) =>
    (HEIGHT - MARGIN - ((Number(fen) - low) / Math.max(1, high - low)) * (HEIGHT - 2 * MARGIN)).toFixed(1);
  const path = steps
    .map(
      ({ priceFen, from }, at) =>
        `${at === 0 ? "M" : "H"}${x(from.getTime())}${at === 0 ? `,${y(priceFen)}` : `V${y(priceFen)}`}`,
    )
    .join("");
  return (
    <svg
      role="img"
      aria-label={summary}
      viewBox={`0 0 100 ${HEIGHT}`}
      preserveAspectRatio="none"
      className="block h-12 w-full overflow-visible"
    >
      <path
        d={`${path}H100`}
        vectorEffect="non-scaling-stroke"
        strokeWidth="2"
        className="fill-none stroke-field"
      />
    </svg>
  );
}
