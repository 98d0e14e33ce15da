import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { QuietField } from "~/ui/illustrations/quiet-field";
import { Button } from "~/ui/primitives/button";
import { Empty } from "~/ui/primitives/notice";

/** How browsers put it that a request found no way, which they tell by a TypeError as they tell faults of ours. */
const FOUND_NO_WAY = /fetch|network|connection|load failed/i;
/** Remix's words for an answer that broke off on the way. */
const BROKE_OFF = /^Unable to decode turbo-stream/;

/** Whether a page could not be read because of the line. Where a browser says it in Chinese, it knows that it is offline. */
export function isOfTheLine(error: unknown): boolean {
  if (error instanceof TypeError) return FOUND_NO_WAY.test(error.message) || navigator.onLine === false;
  return error instanceof Error && BROKE_OFF.test(error.message);
}

/**
 * In place of a page that could not be read because the line is gone. What was done before it is done; the page comes back
 * by itself when the browser finds the network again, or at a tap where it does not notice.
 */
export function NoSignal() {
  const words = useTranslations("frame.errors");
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    const again = () => revalidate();
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [revalidate]);
  return (
    <Empty
      wholePage
      scene={<QuietField />}
      title={words("noSignalTitle")}
      action={
        <Button type="button" kind="primary" disabled={state === "loading"} onClick={() => revalidate()}>
          {words("again")}
        </Button>
      }
    >
      {words("noSignal")}
    </Empty>
  );
}
