import { LRUCache } from "lru-cache";

/** Everything needed to answer 200 for a page again without touching React or the database. */
export interface KeptPage {
  /** Names in small letters: the kind of the page, its security policy, and what its route added. */
  readonly headers: Readonly<Record<string, string>>;
  readonly etag: string;
  readonly identity: Buffer;
  /** Compressed as far as it pays, once somebody asked for it again; empty before. */
  readonly compressed: { br?: Buffer; gzip?: Buffer };
}

/** What a loader says of its page: which facts it shows, and how long it may be stale when nobody tells. */
export interface KeepTerms {
  readonly tags: readonly string[];
  readonly seconds: number;
}

interface Entry {
  readonly page: KeptPage;
  readonly tags: readonly string[];
}

export interface PageCacheOptions {
  readonly maxBytes: number;
  readonly maxPages: number;
}

/**
 * Keeps rendered anonymous pages by address. A write names the tags of the facts it changed; every page that
 * showed one of them is forgotten. A page whose tag was dropped while it was being rendered is not kept, so a
 * stale page can never outlive the news.
 */
export class PageCache {
  readonly #pages: LRUCache<string, Entry>;
  readonly #addressesByTag = new Map<string, Set<string>>();
  readonly #dropsByTag = new LRUCache<string, number>({ max: 20_000 });
  /** Addresses whose pages have been kept lately, whether or not they are just now. */
  readonly #keptBefore: LRUCache<string, true>;
  #drops = 0;
  #everythingDroppedAt = 0;
  hits = 0;
  misses = 0;

  constructor(options: PageCacheOptions) {
    this.#pages = new LRUCache<string, Entry>({
      max: options.maxPages,
      maxSize: options.maxBytes,
      // Compressed forms come later, and are well below half of the page together.
      sizeCalculation: ({ page }) => Math.ceil(page.identity.length * 1.5) + 512,
      dispose: (entry, address) => this.#forgetTags(address, entry.tags),
    });
    this.#keptBefore = new LRUCache<string, true>({ max: options.maxPages });
  }

  get(address: string): KeptPage | undefined {
    const entry = this.#pages.get(address);
    if (entry) this.hits += 1;
    return entry?.page;
  }

  /** Whether the page that is now being made there will probably be one for everybody. */
  expects(address: string): boolean {
    return this.#keptBefore.has(address);
  }

  /** A mark to take before rendering and to hand to `keep` afterwards. */
  mark(): number {
    return this.#drops;
  }

  keep(address: string, page: KeptPage, terms: KeepTerms, mark: number): void {
    this.misses += 1;
    // The store takes a time of 0 for "without end".
    if (terms.seconds <= 0 || this.#everythingDroppedAt > mark) return;
    if (terms.tags.some((tag) => (this.#dropsByTag.get(tag) ?? 0) > mark)) return;
    this.#pages.set(address, { page, tags: terms.tags }, { ttl: terms.seconds * 1000 });
    // A page larger than the whole store was not taken, and nothing would ever forget its tags again.
    if (!this.#pages.has(address)) return;
    this.#keptBefore.set(address, true);
    for (const tag of terms.tags) {
      const addresses = this.#addressesByTag.get(tag) ?? new Set();
      addresses.add(address);
      this.#addressesByTag.set(tag, addresses);
    }
  }

  drop(tags: readonly string[]): void {
    this.#drops += 1;
    for (const tag of tags) {
      this.#dropsByTag.set(tag, this.#drops);
      for (const address of [...(this.#addressesByTag.get(tag) ?? [])]) this.#pages.delete(address);
    }
  }

  dropEverything(): void {
    this.#drops += 1;
    this.#everythingDroppedAt = this.#drops;
    this.#pages.clear();
  }

  #forgetTags(address: string, tags: readonly string[]): void {
    for (const tag of tags) {
      const addresses = this.#addressesByTag.get(tag);
      addresses?.delete(address);
      if (addresses?.size === 0) this.#addressesByTag.delete(tag);
    }
  }
}
