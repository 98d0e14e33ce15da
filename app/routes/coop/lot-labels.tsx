import type { MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notFound, type StaffVisit, staff } from "~/http/door.server";
import { qrPath } from "~/http/qr.server";
import { readNumber } from "~/kernel/ids";
import { needsCertificate } from "~/modules/intake/certificate";
import { type LotLabel as Label, lotLabel } from "~/modules/intake/index.server";
import {
  LABEL_PAPERS,
  LABELS_ON_A4,
  type LabelPaper,
  type LabelWish,
  MOST_LABELS,
  netContent,
  netHeightMm,
  readLabelWish,
} from "~/modules/intake/label";
import { type LabelLine, LotLabel, type LotLabelProps } from "~/ui/intake/lot-label";
import { pageWords } from "~/ui/messages/page-words.server";
import { Button } from "~/ui/primitives/button";
import { classes } from "~/ui/primitives/classes";
import { SelectField, TextField } from "~/ui/primitives/field";
import { Notice } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { cooperativeBySlug } from "./cooperative-of.server";

export const loader = staff("coop.stock.read", cooperativeBySlug, async (visit) => {
  const { portal, params, url, locale, organisationId } = visit;
  const code = readNumber("lot", params.code ?? "");
  const lot = code && (await lotLabel(portal.db, { cooperativeId: organisationId, code, locale }));
  if (!lot) throw notFound();
  const { wish, problems } = readLabelWish(url.searchParams, lot.packs);
  return {
    wish,
    problems,
    packs: lot.packs,
    code: lot.code,
    kilograms: url.searchParams.get("kilograms") ?? "",
    label: labelOf(visit, lot, wish),
    lacksCertificate: lot.certificate === null && needsCertificate(lot.categorySlug),
    back: `/coop/${params.slug}/stock/lots/${lot.lotId}`,
    title: pageWords(locale, "labels", "desk")("title", { code: lot.code }),
  };
});

/** What stands on each label. The law asks for it in Chinese, so it is, whatever the desk's language. */
function labelOf({ portal }: StaffVisit, lot: Label, { pack, netGrams }: LabelWish): LotLabelProps {
  const words = pageWords("zh-CN", "labels", "desk");
  const lines: LabelLine[] = [
    ...(pack ? [[words("packName"), pack.printed] as const] : []),
    [words("grade"), lot.grade],
    [words("producedOn"), words("harvested", { day: lot.harvestedOn })],
    ...(lot.shelfLifeDays === null
      ? []
      : [[words("shelfLife"), words("days", { days: lot.shelfLifeDays })] as const]),
    [words("origin"), lot.origin],
    [words("producer"), lot.cooperativeName],
    [words("phone"), lot.servicePhone],
  ];
  const text = netGrams === null ? "" : netContent(netGrams);
  return {
    title: lot.productName,
    lines,
    code: lot.code,
    scan: words("scan"),
    net: { name: words("netWeight"), text, heightMm: netHeightMm(netGrams) },
    certificate: lot.certificate ? { name: words("certificate"), number: lot.certificate } : null,
    qr: qrPath(`${portal.publicOrigin}/trace/${lot.code}`),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** Paper for the printer: stickers on a roll without margins, or sheets to cut. */
const PAGE: Readonly<Record<LabelPaper, string>> = {
  "60x40": "@page{size:60mm 40mm;margin:0}",
  a4: "@page{size:A4;margin:10mm}",
};

export default function LotLabels() {
  const { wish, label, lacksCertificate, back, title, code } = useLoaderData<typeof loader>();
  const words = useTranslations("labels");
  return (
    <div className="page pt-5 md:pt-8 print:m-0 print:max-w-none print:p-0">
      <style>{PAGE[wish.paper]}</style>
      <div className="print:hidden">
        <PageHead back={{ to: back, words: words("back", { code }) }} title={title} lead={words("lead")} />
        {lacksCertificate && (
          <div className="mt-3 max-w-reading">
            <Notice tone="wait">{words("lacksCertificate")}</Notice>
          </div>
        )}
        <WishForm />
        <p className="mt-4 max-w-reading text-15 text-ink-2">{words("how")}</p>
      </div>
      <Labels paper={wish.paper} count={wish.count} label={label} />
    </div>
  );
}

function WishForm() {
  const { wish, problems, packs, kilograms } = useLoaderData<typeof loader>();
  const words = useTranslations("labels");
  const problem = (field: keyof typeof problems) => {
    const found = problems[field];
    return found && words(`problems.${found}`, { most: MOST_LABELS });
  };
  return (
    <Form
      method="get"
      className="mt-4 grid max-w-3xl items-start gap-3 sm:grid-cols-2 lg:grid-cols-4"
      key={JSON.stringify([wish.pack?.skuId, wish.count, wish.paper])}
    >
      <SelectField label={words("what")} name="what" defaultValue={wish.pack?.skuId ?? "weight"}>
        {packs.map((pack) => (
          <option key={pack.skuId} value={pack.skuId}>
            {words("pack", { name: pack.name, count: pack.inStore })}
          </option>
        ))}
        <option value="weight">{words("byWeight")}</option>
      </SelectField>
      <TextField
        label={words("each")}
        hint={words("eachHint")}
        name="kilograms"
        inputMode="decimal"
        autoComplete="off"
        maxLength={8}
        defaultValue={kilograms}
        error={problem("kilograms")}
      />
      <TextField
        label={words("count")}
        name="count"
        inputMode="numeric"
        autoComplete="off"
        maxLength={3}
        defaultValue={String(wish.count)}
        error={problem("count")}
      />
      <SelectField label={words("paper")} name="paper" defaultValue={wish.paper}>
        {LABEL_PAPERS.map((each) => (
          <option key={each} value={each}>
            {words(`papers.${each}`)}
          </option>
        ))}
      </SelectField>
      <div className="sm:col-span-2 lg:col-span-4">
        <Button kind="primary" size="large" className="max-sm:w-full">
          {words("show")}
        </Button>
      </div>
    </Form>
  );
}

interface LabelsProps {
  readonly paper: LabelPaper;
  readonly count: number;
  readonly label: LotLabelProps;
}

/** As many as are printed: one below the other for a roll, by sheets of eighteen for A4. */
function Labels({ paper, count, label }: LabelsProps) {
  const onEach = paper === "a4" ? LABELS_ON_A4 : 1;
  const sheets = Array.from({ length: Math.ceil(count / onEach) }, (_, sheet) =>
    Math.min(onEach, count - sheet * onEach),
  );
  return (
    <div
      id="printed"
      className="mt-6 flex flex-wrap gap-4 overflow-x-auto print:mt-0 print:block print:overflow-visible"
    >
      {sheets.map((labels, sheet) => (
        <section
          // biome-ignore lint/suspicious/noArrayIndexKey: a sheet has no name but its place
          key={sheet}
          className={classes(
            "break-after-page last:break-after-auto",
            paper === "a4" &&
              "grid grid-cols-[repeat(3,60mm)] justify-between gap-x-[4mm] gap-y-[6mm] print:gap-x-0",
          )}
        >
          {Array.from({ length: labels }, (_, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: all are alike
            <LotLabel key={place} {...label} />
          ))}
        </section>
      ))}
    </div>
  );
}
