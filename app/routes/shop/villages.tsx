import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { open } from "~/http/door.server";
import { villageList } from "~/modules/alliance/index.server";
import { pageWords } from "~/ui/messages/page-words.server";
import { VillageGrid } from "~/ui/shop/village-card";

export const loader = open("shop.browse", async ({ portal, locale, terms }) => {
  terms.keep(["villages", "catalog"], 300);
  return {
    villages: await villageList(portal.db, locale),
    title: pageWords(locale, "shop")("village.listTitle"),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Villages() {
  const { villages } = useLoaderData<typeof loader>();
  const words = useTranslations("shop.village");
  return (
    <div className="page pt-6 md:pt-10">
      <h1 className="text-26">{words("listTitle")}</h1>
      <p className="mb-6 mt-1 text-ink-2">{words("listLead")}</p>
      <VillageGrid villages={villages} heading="h2" />
    </div>
  );
}
