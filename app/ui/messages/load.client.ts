import type { Speech } from "./provider";
import type { Area } from "./types";

const files = import.meta.glob<{ default: object }>("./areas/*.ts");

/** Areas whose words hold those of another. */
const HELD_BY: Readonly<Partial<Record<Area, readonly Area[]>>> = { shop: ["market"] };

export interface LoadedSpeech extends Speech {
  /** Fetches the words of an area, unless they are there. */
  readonly load: (area: Area) => Promise<void>;
}

/** Words as the browser fetches them: each area in each language is a file of its own, fetched once and kept for good. */
export function createSpeech(locale: string): LoadedSpeech {
  const there = new Map<Area, object>();
  const coming = new Map<Area, Promise<void>>();
  const load = (area: Area): Promise<void> => {
    const begun = coming.get(area) ?? fetchWords(area, locale).then((words) => void there.set(area, words));
    coming.set(area, begun);
    return begun;
  };
  const read = (area: Area | null): object => {
    const holders = area === null ? there.keys() : [area, ...(HELD_BY[area] ?? [])];
    for (const holder of holders) {
      const words = there.get(holder);
      if (words) return words;
    }
    // The router moves within transitions: React shows the page before until this is settled.
    throw load(area ?? "shop").catch(askForFreshPage);
  };
  return { locale, read, load };
}

async function fetchWords(area: Area, locale: string): Promise<object> {
  const file = files[`./areas/${area}.${locale}.ts`] ?? files[`./areas/${area}.zh-CN.ts`];
  if (!file) throw new Error(`There are no words for ${area}.`);
  return (await file()).default;
}

/** After a new version was put up its files have other names, and a fresh page knows them. So Remix does with its own. */
function askForFreshPage(): Promise<void> {
  location.reload();
  return new Promise(() => undefined);
}
