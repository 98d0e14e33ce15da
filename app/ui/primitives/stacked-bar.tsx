import type { ReactNode } from "react";
import type { Fen } from "~/kernel/money";
import { Money } from "./money";

export interface BarPart {
  readonly key: string;
  readonly label: ReactNode;
  readonly note?: ReactNode;
  readonly fen: Fen;
  readonly colour: string;
}

/** Parts of one whole as a bar with a legend that carries the same figures in words. */
export function StackedBar({ parts, label }: { parts: readonly BarPart[]; label: string }) {
  const total = parts.reduce((sum, part) => sum + part.fen, 0n);
  return (
    <figure>
      <div role="img" aria-label={label} className="flex h-4 w-full overflow-hidden rounded-full bg-line">
        {parts.map((part) => (
          <span
            key={part.key}
            style={{
              width: `${total === 0n ? 0 : Number((part.fen * 10_000n) / total) / 100}%`,
              background: part.colour,
            }}
            className="border-r-2 border-card last:border-r-0"
          />
        ))}
      </div>
      <figcaption className="mt-3">
        <ul className="divide-y divide-line text-15">
          {parts.map((part) => (
            <li key={part.key} className="flex items-baseline gap-3 py-2">
              <span
                aria-hidden
                className="size-3 shrink-0 translate-y-px rounded-full"
                style={{ background: part.colour }}
              />
              <span className="min-w-0 flex-1">
                {part.label}
                {part.note && <span className="block text-13 text-ink-3">{part.note}</span>}
              </span>
              <Money fen={part.fen} className="font-semibold" />
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}
