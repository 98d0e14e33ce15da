import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { notFound, open } from "~/http/door.server";
import { qrPath } from "~/http/qr.server";
import { readNumber } from "~/kernel/ids";
import { needsCertificate } from "~/modules/intake/certificate";
import { type LotPassport, lotPassport } from "~/modules/intake/index.server";
import { Qr } from "~/ui/intake/qr";
import { pageWords } from "~/ui/messages/page-words.server";
import { Facts, Section } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { Notice } from "~/ui/primitives/notice";
import { Weight } from "~/ui/primitives/weight";

export const loader = open("shop.browse", async ({ portal, params, locale, terms }) => {
  const code = readNumber("lot", params.code ?? "");
  const lot = code && (await lotPassport(portal.db, { code, locale }));
  if (!lot) throw notFound();
  terms.keep([`lot:${lot.lotId}`, `product:${lot.productId}`, `records:${lot.productId}`], 300);
  const words = pageWords(locale, "trace", "trace");
  return {
    lot: {
      ...lot,
      sales: lot.sales.map((sale) => ({
        ...sale,
        province: portal.regions.regionByCode(sale.province.padEnd(6, "0"))?.name[locale] ?? sale.province,
      })),
    },
    qr: qrPath(`${portal.publicOrigin}/trace/${lot.code}`),
    title: words("title", { product: lot.productName, code: lot.code }),
    description: words("description", { village: lot.villageName }),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "description", content: data?.description },
];

export default function Trace() {
  const { lot, qr } = useLoaderData<typeof loader>();
  const words = useTranslations("trace");
  return (
    <div className="page max-w-4xl pt-6 md:pt-10">
      <header className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <p className="text-15 text-ink-2">{words("passport")}</p>
          <h1 className="mt-1 text-26">{lot.productName}</h1>
          <p className="figures mt-1 text-15 text-ink-2">{words("lot", { code: lot.code })}</p>
        </div>
        <Qr code={qr} label={words("qr")} className="size-24 shrink-0 rounded-control" />
      </header>
      <Certificate lot={lot} />
      <div className="md:grid md:grid-cols-2 md:gap-x-10">
        <Section title={words("origin")}>
          <Facts rows={useOriginRows(lot)} />
          {lot.listed && (
            <p className="mt-3 text-15">
              <Link
                to={`/products/${lot.productSlug}`}
                reloadDocument
                className="text-indigo underline underline-offset-4"
              >
                {words("toProduct")}
              </Link>
            </p>
          )}
        </Section>
        <Section title={words("growers")}>
          <Lines empty={words("noGrowers")}>
            {lot.deliveries.map((delivery) => (
              <li
                key={`${delivery.householdNumber} ${delivery.deliveredOn} ${delivery.plotPlace}`}
                className="flex items-baseline justify-between gap-4 py-2"
              >
                <span>
                  <span className="font-semibold">
                    {words("household", { code: code(delivery.householdNumber) })}
                  </span>
                  <span className="block text-13 text-ink-3">
                    {delivery.plotPlace && `${delivery.plotPlace} · `}
                    <Moment at={delivery.deliveredOn} shape="date" />
                  </span>
                </span>
                <Weight grams={delivery.grams} />
              </li>
            ))}
          </Lines>
        </Section>
        <Section title={words("fieldWork")}>
          <Lines empty={words("noFieldWork")}>
            {lot.records.map((record, position) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two records may say the same
              <li key={position} className="py-2">
                <p className="flex items-baseline justify-between gap-4">
                  <span className="font-semibold">{words(`kinds.${record.kind}`)}</span>
                  <Moment at={record.doneOn} shape="date" />
                </p>
                <p className="text-13 text-ink-2">
                  {[words("household", { code: code(record.householdNumber) }), record.input, record.dose]
                    .filter(Boolean)
                    .join(" · ")}
                  {record.intervalDays > 0 && ` · ${words("interval", { days: record.intervalDays })}`}
                </p>
              </li>
            ))}
          </Lines>
        </Section>
        <Section title={words("whereTo")}>
          <Lines empty={words(lot.gramsBulk > 0n ? "noParcels" : "noSales")}>
            {lot.sales.map((sale) => (
              <li
                key={`${sale.month} ${sale.province}`}
                className="flex items-baseline justify-between gap-4 py-2"
              >
                <span>
                  <Moment at={`${sale.month}-15`} shape="month" /> · {sale.province}
                </span>
                <Weight grams={sale.grams} />
              </li>
            ))}
          </Lines>
          <dl className="mt-3 text-15 text-ink-2">
            {lot.gramsBulk > 0n && <Sum name={words("bulk")} grams={lot.gramsBulk} />}
            {lot.gramsLeft > 0n && <Sum name={words("inStore")} grams={lot.gramsLeft} />}
          </dl>
        </Section>
      </div>
      <p className="mt-8 text-13 text-ink-3">{words("privacy")}</p>
    </div>
  );
}

function Sum({ name, grams }: { name: string; grams: bigint }) {
  return (
    <div className="flex items-baseline justify-between gap-4 py-1">
      <dt>{name}</dt>
      <dd>
        <Weight grams={grams} />
      </dd>
    </div>
  );
}

const code = (number: number) => String(number).padStart(2, "0");

type Shown = Pick<LotPassport, "certificate" | "categorySlug">;

function Certificate({ lot }: { lot: Shown }) {
  const words = useTranslations("trace");
  if (!lot.certificate) {
    if (!needsCertificate(lot.categorySlug)) return null;
    return (
      <div className="mt-5">
        <Notice tone="wait">{words("noCertificate")}</Notice>
      </div>
    );
  }
  const { number, issuedAt, basis } = lot.certificate;
  return (
    <div className="mt-5">
      <Notice tone="good" title={words("certificate")}>
        <Link to={`/certificates/${number}`} className="figures text-indigo underline underline-offset-4">
          {number}
        </Link>
        {" · "}
        <Moment at={issuedAt} shape="day" />
        <span className="block">{basis.map((each) => words(`bases.${each}`)).join(" · ")}</span>
      </Notice>
    </div>
  );
}

function useOriginRows(
  lot: Pick<
    LotPassport,
    "origin" | "villageName" | "villageSlug" | "cooperativeName" | "harvestedOn" | "grade" | "grams"
  >,
) {
  const words = useTranslations("trace");
  const village = (
    <Link
      key="village"
      to={`/villages/${lot.villageSlug}`}
      reloadDocument
      className="text-field underline underline-offset-4"
    >
      {lot.villageName}
    </Link>
  );
  return [
    [words("village"), village, "village"],
    [words("place"), lot.origin, "place"],
    [words("cooperative"), lot.cooperativeName, "cooperative"],
    [words("harvestedOn"), <Moment key="day" at={lot.harvestedOn} shape="day" />, "harvestedOn"],
    [words("grade"), lot.grade, "grade"],
    [words("grams"), <Weight key="grams" grams={lot.grams} />, "grams"],
  ] as const;
}

function Lines({ empty, children }: { empty: string; children: readonly ReactNode[] }) {
  if (children.length === 0) return <p className="text-15 text-ink-2">{empty}</p>;
  return <ul className="divide-y divide-line border-y border-line text-15">{children}</ul>;
}
