import { data, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { staff } from "~/http/door.server";
import { REFUSALS } from "~/http/refusals";
import { BUSY_HEADERS, eachUpload } from "~/http/uploads.server";
import type { Result } from "~/kernel/result";
import { latestImports, sheetGround } from "~/modules/catalog/index.server";
import { plainText } from "~/modules/catalog/sheet/cells";
import type { ReadTableRefusal } from "~/modules/catalog/sheet/read-table";
import type { SheetInterrupted } from "~/platform/sheets/sheets.server";
import type { UnpackRefusal } from "~/platform/sheets/unpack.server";
import { pageWords } from "~/ui/messages/page-words.server";
import { Button, ButtonLink } from "~/ui/primitives/button";
import { Moment } from "~/ui/primitives/moment";
import { Mark } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { RefusedNotice } from "~/ui/primitives/refused";
import { cooperativeBySlug } from "./cooperative-of.server";
import { sheetLanguages } from "./sheet-words.server";

const LONGEST_FILE_NAME = 100;

type Taken = Result<string, UnpackRefusal | ReadTableRefusal | SheetInterrupted>;

export const loader = staff("coop.products.edit", cooperativeBySlug, async (visit) => {
  const { portal, organisationId, locale, params } = visit;
  return {
    desk: `/coop/${params.slug}`,
    imports: await latestImports(portal.db, organisationId),
    title: pageWords(locale, "excel", "desk")("door.title"),
  };
});

/** Takes a sheet in, looks what it would do, and leads to the report; nothing changes here. */
export const action = staff("coop.products.edit", cooperativeBySlug, async (visit) => {
  const { request, portal, viewer, organisationId, now, locale, params } = visit;
  let importId = "";
  const work = async (file: Uint8Array, name: string): Promise<Taken> => {
    const ground = await sheetGround(portal.db, organisationId);
    const checked = await portal.sheetDesk.check({
      cooperativeId: organisationId,
      userId: viewer.userId,
      now,
      file,
      fileName: plainText(name).slice(-LONGEST_FILE_NAME) || "sheet.xlsx",
      languages: sheetLanguages(locale, ground),
    });
    if (checked.ok) importId = checked.value;
    return checked;
  };
  const done = await eachUpload({ request, arrivals: portal.arrivals, name: "sheet", most: 1, work });
  if (!done.ok) {
    const { code } = done.refusal;
    const headers = code === "UploadsBusy" ? BUSY_HEADERS : {};
    return data({ refused: code }, { status: REFUSALS[code], headers });
  }
  return redirect(`/coop/${params.slug}/products/import/${importId}`, 303);
});

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export default function Import() {
  const { desk, imports, title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("excel.door");
  const isChecking = useNavigation().state === "submitting";
  return (
    <div className="page max-w-reading pt-5 md:pt-8">
      <PageHead back={{ to: `${desk}/products`, words: words("back") }} title={title} />
      {answer && (
        <div className="mt-4">
          <RefusedNotice code={answer.refused} />
        </div>
      )}
      <ol className="mt-4 list-decimal space-y-1 pl-6 text-15 text-ink-2">
        <li>{words("step1")}</li>
        <li>{words("step2")}</li>
        <li>{words("step3")}</li>
      </ol>
      <p className="mt-4 flex flex-wrap gap-2">
        <ButtonLink to={`${desk}/products.xlsx`} reloadDocument>
          {words("download")}
        </ButtonLink>
        <ButtonLink to={`${desk}/products.xlsx?empty`} reloadDocument>
          {words("empty")}
        </ButtonLink>
      </p>
      <Form
        method="post"
        encType="multipart/form-data"
        className="mt-6 rounded-card border border-line bg-card p-4"
      >
        <label htmlFor="sheet" className="text-17 font-semibold">
          {words("file")}
        </label>
        <p id="sheet-limits" className="text-13 text-ink-3">
          {words("limits")}
        </p>
        <input
          id="sheet"
          type="file"
          name="sheet"
          required
          accept=".xlsx"
          aria-describedby="sheet-limits"
          className="mt-3 block min-h-12 w-full rounded-control border border-line bg-paper p-2 text-15 file:mr-3 file:min-h-9 file:rounded-control file:border file:border-line file:bg-card file:px-3 file:font-semibold"
        />
        <Button kind="primary" size="large" wide className="mt-3" aria-disabled={isChecking || undefined}>
          {words(isChecking ? "checking" : "check")}
        </Button>
      </Form>
      {imports.length > 0 && (
        <section className="mt-8">
          <h2 className="text-20">{words("past")}</h2>
          <ul className="mt-2">
            {imports.map(({ id, fileName, rows, byName, madeAt, appliedAt }) => (
              <li key={id} className="border-t border-line py-3">
                <Link to={id} relative="path" className="font-semibold break-all text-indigo hover:underline">
                  {fileName}
                </Link>
                <p className="mt-1 flex flex-wrap items-center gap-x-3 text-13 text-ink-2">
                  <Mark tone={appliedAt ? "good" : "plain"}>
                    {words(appliedAt ? "pastDone" : "pastOpen")}
                  </Mark>
                  <span>{words("pastRows", { rows })}</span>
                  <span>
                    {words.rich("pastBy", {
                      name: byName ?? "",
                      at: () => <Moment key="at" at={madeAt} />,
                    })}
                  </span>
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
