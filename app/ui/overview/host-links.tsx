import { useTranslations } from "use-intl";
import type { HostLink } from "~/modules/sharing/index.server";
import { LeadLetters } from "~/ui/illustrations/lead-letters";
import { Money } from "~/ui/primitives/money";
import { Empty } from "~/ui/primitives/notice";
import { Weight } from "~/ui/primitives/weight";

/** A host's links, the one that brought most first: what it leads to, how often it was opened, what came of it. */
export function HostLinkList({ links }: { links: readonly HostLink[] }) {
  const words = useTranslations("overview.host");
  if (links.length === 0) {
    return (
      <Empty scene={<LeadLetters />} title={words("noLinks")}>
        {words("noLinksText")}
      </Empty>
    );
  }
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-card">
      {links.map((link) => (
        <li
          key={link.code}
          className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 gap-y-1 px-4 py-3 md:grid-cols-[1fr_8rem_8rem_8rem]"
        >
          <div className="min-w-0">
            <p className="text-15 font-semibold">{link.session ?? link.product ?? words("wholeShop")}</p>
            <p className="figures text-13 text-ink-3">
              {`/l/${link.code}`}
              {!link.active && ` · ${words("off")}`}
            </p>
          </div>
          <Money fen={link.salesFen} className="text-right text-17 font-semibold md:order-last" />
          <p className="text-13 text-ink-2 md:text-right">{words("touches", { count: link.touches })}</p>
          <p className="text-right text-13 text-ink-2">
            {words("orders", { count: link.orders })} <span aria-hidden>·</span> <Weight grams={link.grams} />
          </p>
        </li>
      ))}
    </ul>
  );
}
