import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notFound, open } from "~/http/door.server";
import { qrPath } from "~/http/qr.server";
import { weightNumber } from "~/kernel/amount-text";
import { shanghaiDay } from "~/kernel/clock";
import { readNumber } from "~/kernel/ids";
import { LABEL_SIZES, type LabelSize } from "~/modules/intake/certificate";
import { certificatePrint } from "~/modules/intake/index.server";
import { CertificateLabel } from "~/ui/intake/certificate-label";
import { classes } from "~/ui/primitives/classes";
import { Notice } from "~/ui/primitives/notice";

export const loader = open("shop.browse", async ({ portal, params, url, terms }) => {
  const number = readNumber("certificate", params.number ?? "");
  const certificate = number && (await certificatePrint(portal.db, number));
  if (!certificate) throw notFound();
  terms.keep([`lot:${certificate.lotId}`], 300);
  const size = LABEL_SIZES.find((each) => each === url.searchParams.get("size")) ?? "70x50";
  return {
    size: size satisfies LabelSize,
    certificate: {
      ...certificate,
      kilograms: weightNumber(certificate.grams, "kilogram"),
      issuedOn: shanghaiDay(certificate.issuedAt),
    },
    qr: qrPath(`${portal.publicOrigin}/trace/${certificate.lotCode}`),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.certificate.number }];

/** Paper for the printer: a sticker of 70 × 50 mm without margins, or a sheet. */
const PAGE: Readonly<Record<LabelSize, string>> = {
  "70x50": "@page{size:70mm 50mm;margin:0}",
  a4: "@page{size:A4;margin:20mm}",
};

export default function Certificate() {
  const { certificate, size, qr } = useLoaderData<typeof loader>();
  const words = useTranslations("trace.print");
  return (
    <div className="page pt-6 print:m-0 print:max-w-none print:p-0">
      <style>{PAGE[size]}</style>
      <div className="print:hidden">
        <h1 className="text-26">{words("title")}</h1>
        <p className="figures text-15 text-ink-2">{certificate.number}</p>
        {certificate.voidedAt && (
          <div className="mt-3">
            <Notice tone="refused">{words("voided")}</Notice>
          </div>
        )}
        <p className="mt-2 max-w-reading text-15 text-ink-2">{words("how")}</p>
        <nav aria-label={words("size")} className="mt-3 mb-5 flex gap-2">
          {LABEL_SIZES.map((each) => (
            <Link
              key={each}
              to={`?size=${each}`}
              aria-current={each === size ? "true" : undefined}
              className={classes(
                "flex min-h-11 items-center rounded-full border px-4 text-15",
                each === size
                  ? "border-field bg-field-tint font-semibold text-field"
                  : "border-line bg-card text-ink-2",
              )}
            >
              {words(`sizes.${each}`)}
            </Link>
          ))}
        </nav>
      </div>
      <CertificateLabel certificate={certificate} size={size} qr={qr} />
    </div>
  );
}
