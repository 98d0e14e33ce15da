import type { MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { own } from "~/http/door.server";
import { organisations } from "~/modules/identity/index.server";
import { NothingFound } from "~/ui/illustrations/nothing-found";
import { pageWords } from "~/ui/messages/page-words.server";
import { Button } from "~/ui/primitives/button";
import { TextField } from "~/ui/primitives/field";
import { Empty, Mark } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { PageLinks } from "~/ui/primitives/page-links";

const searchForm = z.object({
  q: z.string().trim().max(40).catch(""),
  after: z.uuid().nullable().catch(null),
});

export const loader = own("admin.grants.edit", async ({ portal, url, locale, now }) => {
  const { q, after } = searchForm.parse(Object.fromEntries(url.searchParams));
  const { rows, next } = await organisations(portal.db, { locale, now, search: q, after });
  const more = next && `?${new URLSearchParams({ ...(q && { q }), after: next })}`;
  return { rows, more, q, title: pageWords(locale, "admin", "desk")("grants.title") };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Grants() {
  const { rows, more, q } = useLoaderData<typeof loader>();
  const words = useTranslations("admin");
  return (
    <div className="page pt-5 md:pt-8">
      <PageHead title={words("grants.title")} lead={words("grants.lead")} />
      <Form method="get" className="mt-4 flex max-w-reading items-end gap-3">
        <TextField
          className="flex-1"
          label={words("grants.search")}
          name="q"
          type="search"
          maxLength={40}
          defaultValue={q}
        />
        <Button size="large">{words("grants.find")}</Button>
      </Form>
      {rows.length === 0 ? (
        <Empty scene={<NothingFound />} title={words("grants.none")}>
          {words("grants.noneHint")}
        </Empty>
      ) : (
        <ul className="mt-4 divide-y divide-line border-y border-line">
          {rows.map((row) => (
            <li key={row.id}>
              <Link
                to={`/admin/grants/${row.id}`}
                className="flex min-h-14 items-center justify-between gap-3 py-2 hover:bg-card"
              >
                <span className="min-w-0">
                  <span className="block text-17">{row.name}</span>
                  <span className="text-13 text-ink-3">
                    {row.isClosed ? words("closing.mark") : words("grants.people", { count: row.people })}
                  </span>
                </span>
                <Mark>{words(`kinds.${row.kind}`)}</Mark>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <PageLinks next={more && { to: more, says: words("grants.next") }} />
    </div>
  );
}
