import { DAY_MS } from "~/kernel/clock";
import { browserNow } from "./browser-clock";

/** One control of a form: which of those with its name, and what was typed or whether it was ticked. */
export interface KeptField {
  readonly name: string;
  readonly nth: number;
  readonly value: string | boolean;
}

/** What somebody has typed into one form and not brought to the portal yet. */
export interface Draft {
  /** The form's request key: sent again under it, the form has one effect at most. */
  readonly key: string;
  readonly fields: readonly KeptField[];
  /** milliseconds since 1970, by the browser's clock */
  readonly keptAt: number;
  /** It was sent and no answer came: whether it arrived nobody here knows. */
  readonly unsent: boolean;
  /** The button it was sent with, where that says what is to be done. */
  readonly button?: { readonly name: string; readonly value: string };
}

/** Shorter than the portal remembers request keys, so that no draft outlives the proof that it arrived. */
export const DRAFT_DAYS = 3;

const PREFIX = "draft/";
const nameOf = (person: string, form: string) => `${PREFIX}${person}/${form}`;

/** Where drafts are kept: the browser's localStorage, or nothing where that is forbidden or full. */
type Keeping = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** Drafts of one browser, by person and form. Nothing here fails: a browser that keeps nothing keeps nothing. */
export function openDrafts(storage: Keeping | undefined) {
  const names = () => {
    const found: string[] = [];
    for (let index = 0; index < (storage?.length ?? 0); index += 1) {
      const name = storage?.key(index);
      if (name?.startsWith(PREFIX)) found.push(name);
    }
    return found;
  };
  const read = (name: string): Draft | undefined => {
    try {
      const draft: unknown = JSON.parse(storage?.getItem(name) ?? "null");
      return isDraft(draft) ? draft : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    find: (person: string, form: string, now: number): Draft | undefined => {
      const draft = read(nameOf(person, form));
      return draft && draft.keptAt > now - DRAFT_DAYS * DAY_MS ? draft : undefined;
    },
    keep: (person: string, form: string, draft: Draft): void => {
      try {
        storage?.setItem(nameOf(person, form), JSON.stringify(draft));
      } catch {
        // Full or forbidden: the form works as it would without drafts.
      }
    },
    forget: (person: string, form: string): void => storage?.removeItem(nameOf(person, form)),
    /** The form with this request key has arrived, whether or not it still stands on the page. */
    forgetKey: (key: string): void => {
      for (const name of names()) if (read(name)?.key === key) storage?.removeItem(name);
    },
    /** Whoever sits down next finds nothing of the person before; also lets go of what is too old or unreadable. */
    forgetAllBut: (person: string | undefined, now: number): void => {
      for (const name of names()) {
        const own = person !== undefined && name.startsWith(nameOf(person, ""));
        const fresh = (read(name)?.keptAt ?? 0) > now - DRAFT_DAYS * DAY_MS;
        if (!own || !fresh) storage?.removeItem(name);
      }
    },
  };
}

export type Drafts = ReturnType<typeof openDrafts>;

function isDraft(value: unknown): value is Draft {
  const draft = value as Partial<Draft> | null;
  return typeof draft?.key === "string" && typeof draft.keptAt === "number" && Array.isArray(draft.fields);
}

let opened: Drafts | undefined;

/** The drafts of this browser. */
export function browserDrafts(): Drafts {
  opened ??= openDrafts(storageOfBrowser());
  return opened;
}

function storageOfBrowser(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** For the button that signs out. */
export function forgetDrafts(): void {
  browserDrafts().forgetAllBut(undefined, browserNow().getTime());
}
