import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";

/** When the line cannot be had, the desk looks by itself this often, while somebody looks at it. */
const LOOK_EVERY_MS = 60_000;
/** In a rush news comes many times a second; the desk is read again this often at most. */
const READ_EVERY_MS = 2_000;

/**
 * Keeps the desk's figures and lists up to date: reads them again whenever the server says that there is news, and
 * after the line was gone for a while. `address` is null for whoever may not hear of orders.
 */
export function useDeskNews(address: string | null): void {
  const { revalidate } = useRevalidator();
  const read = useRef(revalidate);
  read.current = revalidate;
  useEffect(() => {
    if (address === null) return undefined;
    let wasLost = false;
    let looking: ReturnType<typeof setInterval> | undefined;
    const news = atMostEvery(READ_EVERY_MS, () => read.current());
    const source = new EventSource(address);
    const look = () => {
      if (document.visibilityState === "visible") read.current();
    };
    source.addEventListener("news", news.tell);
    source.addEventListener("open", () => {
      if (wasLost) news.tell();
      wasLost = false;
    });
    source.addEventListener("error", () => {
      wasLost = true;
      if (source.readyState === EventSource.CLOSED) looking ??= setInterval(look, LOOK_EVERY_MS);
    });
    return () => {
      source.close();
      news.stop();
      clearInterval(looking);
    };
  }, [address]);
}

/** Acts at once on the first news, and once more at the end of the pause on all that came during it. */
function atMostEvery(pauseMs: number, act: () => void) {
  let pause: ReturnType<typeof setTimeout> | undefined;
  let more = false;
  const tell = () => {
    more = pause !== undefined;
    if (more) return;
    act();
    pause = setTimeout(() => {
      pause = undefined;
      if (more) tell();
    }, pauseMs);
  };
  return { tell, stop: () => clearTimeout(pause) };
}
