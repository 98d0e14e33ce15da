import { Link } from "@remix-run/react";
import type { HomeVillage } from "~/modules/catalog/index.server";
import { Picture } from "~/ui/primitives/picture";

/** A village with its skyline; the whole card leads to its page. */
export function VillageCard({ village }: { village: HomeVillage }) {
  return (
    <article className="relative overflow-hidden rounded-card border border-line bg-card transition-colors duration-150 hover:border-ink-3">
      {village.image && (
        <Picture
          of={village.image}
          sizes="(min-width: 52rem) 22rem, 100vw"
          className="aspect-[8/3] object-cover"
        />
      )}
      <div className="p-3">
        <h3 className="text-17">
          <Link to={`/villages/${village.slug}`} prefetch="intent" className="after:absolute after:inset-0">
            {village.name}
          </Link>
        </h3>
        <p className="text-13 text-ink-3">{village.place}</p>
        <p className="mt-1 text-15 text-ink-2">{village.sentence}</p>
      </div>
    </article>
  );
}

export function VillageGrid({ villages }: { villages: readonly HomeVillage[] }) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2 md:gap-4 lg:grid-cols-3">
      {villages.map((village) => (
        <li key={village.slug} className="grid">
          <VillageCard village={village} />
        </li>
      ))}
    </ul>
  );
}
