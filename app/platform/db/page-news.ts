/** How long news may wait for other news to travel with. */
const TOGETHER_MS = 50;

/** Gathers tags of stale pages and tells them together. */
export interface PageNews {
  add(tags: readonly string[]): void;
  /** Tells what is still waiting; nothing may be added afterwards. */
  close(): Promise<void>;
}

/**
 * PostgreSQL lets one transaction with a NOTIFY commit at a time, the others wait for its disk: measured here, half of
 * the commits a second. Figures that change with every sale are therefore told apart from the sales, for many at once.
 */
export function openPageNews(
  tell: (tags: readonly string[]) => Promise<void>,
  onFault: (fault: Error) => void,
): PageNews {
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let telling: Promise<void> = Promise.resolve();

  const tellNow = () => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.size === 0) return telling;
    const tags = [...waiting];
    waiting.clear();
    telling = tell(tags).catch(onFault);
    return telling;
  };
  return {
    add(tags) {
      for (const tag of tags) waiting.add(tag);
      if (waiting.size > 0) timer ??= setTimeout(tellNow, TOGETHER_MS);
    },
    close: tellNow,
  };
}
