import { useTranslations } from "use-intl";
import type { LabelSize } from "~/modules/intake/certificate";
import type { CertificatePrint } from "~/modules/intake/index.server";
import { classes } from "~/ui/primitives/classes";
import { Qr } from "./qr";

interface CertificateLabelProps {
  readonly certificate: Omit<CertificatePrint, "grams" | "issuedAt"> & {
    readonly kilograms: string;
    /** YYYY-MM-DD */
    readonly issuedOn: string;
  };
  readonly size: LabelSize;
  readonly qr: { readonly size: number; readonly path: string };
}

const LOOK: Readonly<Record<LabelSize, string>> = {
  "70x50": "h-[50mm] w-[70mm] p-[2mm] text-[6.6pt] leading-[1.28]",
  a4: "w-full max-w-[170mm] p-[8mm] text-[13pt] leading-[1.7] max-sm:not-print:p-4 max-sm:not-print:text-15",
};
const TITLE: Readonly<Record<LabelSize, string>> = {
  "70x50": "text-[9.5pt]",
  a4: "mb-[4mm] text-[22pt] leading-tight max-sm:not-print:text-20",
};
/** On a sheet what is said stands beside its name, however many lines it takes; a sticker has no room for that. */
const LINE: Readonly<Record<LabelSize, string | undefined>> = { "70x50": undefined, a4: "flex" };
/** A sheet is read on a phone, too: there the code stands below. */
const BODY: Readonly<Record<LabelSize, string | undefined>> = {
  "70x50": undefined,
  a4: "max-sm:not-print:flex-col",
};
const CODE: Readonly<Record<LabelSize, string>> = { "70x50": "size-[15mm]", a4: "size-[36mm]" };

/** The certificate with everything the order asks for, in black on white and in the measures of its paper. */
export function CertificateLabel({ certificate, size, qr }: CertificateLabelProps) {
  const words = useTranslations("trace.print");
  const bases = useTranslations("trace.bases");
  const line = (
    name: "name" | "quantity" | "origin" | "promisor" | "contact" | "issuedOn",
    value: string,
  ) => (
    <p className={LINE[size]}>
      <span className="shrink-0">{words(name)}</span>
      <span>{value}</span>
    </p>
  );
  return (
    <article
      id="certificate"
      lang="zh-CN"
      className={classes(
        "relative overflow-hidden border border-ink-3 bg-white text-black print:border-0",
        LOOK[size],
      )}
    >
      <h2 className={classes("text-center font-semibold", TITLE[size])}>{words("heading")}</h2>
      <p>{words("promise")}</p>
      <p>
        {words("basis")}
        {certificate.basis.map((basis) => (
          <span key={basis} className="mr-[0.6em] inline-block">
            <Tick />
            {bases(basis)}
          </span>
        ))}
      </p>
      <div className={classes("flex justify-between gap-[2mm]", BODY[size])}>
        <div className="min-w-0">
          {line("name", certificate.name)}
          {line("quantity", words("kilograms", { kilograms: certificate.kilograms }))}
          {line("origin", certificate.origin)}
          {line("promisor", certificate.promisor)}
          {line("contact", certificate.contact)}
          {line("issuedOn", certificate.issuedOn)}
        </div>
        <div className="shrink-0 self-end text-center">
          <Qr code={qr} label={words("qr")} className={CODE[size]} />
        </div>
      </div>
      {certificate.voidedAt && (
        <p className="absolute inset-0 grid -rotate-12 place-items-center text-[3em] font-semibold">
          {words("void")}
        </p>
      )}
    </article>
  );
}

/** A ticked box, drawn: few printers' fonts have the character. */
function Tick() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      className="mr-[0.2em] inline-block size-[1em] align-[-0.1em]"
    >
      <rect x="1.5" y="1.5" width="13" height="13" />
      <path d="m4 8.5 3 3 5-7" />
    </svg>
  );
}
