import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { spellings } from "../search.server";

const LONGEST_SLUG = 40;
const SLUG_LOCK = 53_117_023;

const lockSlugs = statement<[lock: number], Record<string, never>>(
  "catalog.lockSlugs",
  "SELECT pg_advisory_xact_lock($1)",
);
const takenSlugs = statement<[bases: readonly string[]], { readonly slug: string }>(
  "catalog.takenSlugs",
  `SELECT slug FROM product WHERE slug = ANY($1::text[])
   UNION ALL
   SELECT slug FROM unnest($1::text[]) AS base JOIN product ON slug LIKE base || '-%'`,
);

/** Addresses made of names' pinyin (or their Latin letters), numbered where they are taken; in the order given. */
export async function newSlugs(tx: Tx, names: readonly string[]): Promise<readonly string[]> {
  const bases = names.map(baseOf);
  await tx.run(lockSlugs, [SLUG_LOCK]);
  const taken = new Set((await tx.run(takenSlugs, [[...new Set(bases)]])).map(({ slug }) => slug));
  return bases.map((base) => {
    const slug = firstFree(base, taken);
    taken.add(slug);
    return slug;
  });
}

function baseOf(name: string): string {
  const latin = name
    .normalize("NFKD")
    .toLowerCase()
    .match(/[a-z0-9]+/g)
    ?.join("-");
  return (spellings(name)[0] ?? latin ?? "goods").slice(0, LONGEST_SLUG);
}

function firstFree(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  for (let number = 2; ; number += 1) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
}
