import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";

/** When the line cannot be had, the desk looks by itself this often, while somebody looks at it. */
const LOOK_EVERY_MS = 60_000;

/**
 * Keeps the desk's figures and lists up to date: reads them again whenever the server says that there is news, and
 * after the line was gone for a while. An undefined address listens to nothing.
 */
export function useDeskNews(address: string | undefined): void {
  const { revalidate } = useRevalidator();
  const read = useRef(revalidate);
  read.current = revalidate;
  useEffect(() => {
    if (address === undefined) return;
    let wasLost = false;
    let looking: ReturnType<typeof setInterval> | undefined;
    const source = new EventSource(address);
    const look = () => {
      if (document.visibilityState === "visible") read.current();
    };
    source.addEventListener("news", () => read.current());
    source.addEventListener("open", () => {
      if (wasLost) read.current();
      wasLost = false;
    });
    source.addEventListener("error", () => {
      wasLost = true;
      if (source.readyState === EventSource.CLOSED) looking ??= setInterval(look, LOOK_EVERY_MS);
    });
    return () => {
      source.close();
      clearInterval(looking);
    };
  }, [address]);
}
