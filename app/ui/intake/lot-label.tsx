import { classes } from "~/ui/primitives/classes";
import { Qr } from "./qr";

/** A line of a label: what it is, and what stands there; an empty one is written by hand. */
export type LabelLine = readonly [name: string, value: string];

export interface LotLabelProps {
  readonly title: string;
  readonly lines: readonly LabelLine[];
  /** that a certificate goes with the goods, and its number; null without one */
  readonly certificate: string | null;
  readonly code: string;
  readonly scan: string;
  readonly qr: { readonly size: number; readonly path: string };
}

/** A label of 60 × 40 mm in black on white, to the millimetre: thermal paper knows no grey. */
export function LotLabel({ title, lines, certificate, code, scan, qr }: LotLabelProps) {
  return (
    <article
      lang="zh-CN"
      className="flex h-[40mm] w-[60mm] break-inside-avoid flex-col overflow-hidden border border-ink-3 bg-white p-[2mm] text-[6pt] leading-[1.22] text-black print:border-0"
    >
      <h2 className="truncate border-b border-black pb-[0.6mm] text-[10.5pt] leading-[1.2] font-semibold">
        {title}
      </h2>
      <div className="flex min-h-0 flex-1 gap-[1.5mm] pt-[1mm]">
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
          <p className="text-[5.6pt] leading-[1.2]">{scan}</p>
          <p className="font-mono text-[6.4pt] leading-[1.2] whitespace-nowrap">{code}</p>
        </div>
      </div>
      {certificate && (
        <p className="truncate border-t border-black pt-[0.6mm] text-[6.6pt] leading-[1.2] font-semibold">
          {certificate}
        </p>
      )}
    </article>
  );
}
