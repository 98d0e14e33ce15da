import { classes } from "~/ui/primitives/classes";
import { Qr } from "./qr";

/** A line of a label: what it is, and what stands there; an empty one is written by hand. */
export type LabelLine = readonly [name: string, value: string];

export interface LotLabelProps {
  readonly title: string;
  readonly lines: readonly LabelLine[];
  /** what a net content is called, how much it is (empty: written by hand), and how high its characters must stand */
  readonly net: { readonly name: string; readonly text: string; readonly heightMm: number };
  /** what a certificate of conformity is called, and the number of the one that goes with the goods; null without one */
  readonly certificate: { readonly name: string; readonly number: string } | null;
  readonly code: string;
  readonly scan: string;
  readonly qr: { readonly size: number; readonly path: string };
}

/** How much of a font's size its figures are high, at least, of the fonts a desk prints with. */
const FIGURES_OF_SIZE = 0.7;

/** A label of 60 × 40 mm in black on white, to the millimetre: thermal paper knows no grey. */
export function LotLabel({ title, lines, net, certificate, code, scan, qr }: LotLabelProps) {
  return (
    <article
      lang="zh-CN"
      className="flex h-[40mm] w-[60mm] break-inside-avoid flex-col overflow-hidden border border-ink-3 bg-white p-[2mm] text-[6pt] leading-[1.16] text-black print:border-0"
    >
      <h2 className="truncate border-b border-black pb-[0.4mm] text-[9.5pt] leading-[1.15] font-semibold">
        {title}
      </h2>
      <div className="flex min-h-0 flex-1 gap-[1.5mm] pt-[0.6mm]">
        <dl className="grid min-w-0 flex-1 grid-cols-[max-content_1fr] content-start gap-x-[1mm]">
          {lines.map(([name, value]) => (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd
                className={classes(
                  "line-clamp-2 font-semibold",
                  value === "" && "mr-[2mm] border-b border-black",
                )}
              >
                {value}
              </dd>
            </div>
          ))}
        </dl>
        <div className="flex w-[18.5mm] shrink-0 flex-col items-center justify-between text-center">
          <Qr code={qr} label={scan} className="size-[18.5mm]" />
          <p className="text-[6pt] leading-[1.2]">{scan}</p>
          <p className="font-mono text-[6.4pt] leading-[1.2] whitespace-nowrap">{code}</p>
        </div>
      </div>
      <div className="flex items-end justify-between gap-[1.5mm] border-t border-black pt-[0.5mm] leading-[1.16]">
        <p className="flex items-baseline gap-[1mm] leading-[0.8] whitespace-nowrap">
          {net.name}
          <span
            className={classes("font-semibold", net.text === "" && "w-[22mm] border-b border-black")}
            style={{ fontSize: `${(net.heightMm / FIGURES_OF_SIZE).toFixed(2)}mm` }}
          >
            {net.text || "\u00a0"}
          </span>
        </p>
        {certificate && (
          <p className="min-w-0 text-right font-semibold">
            {certificate.name}
            <br />
            {certificate.number}
          </p>
        )}
      </div>
    </article>
  );
}
