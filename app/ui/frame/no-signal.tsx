import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { QuietField } from "~/ui/illustrations/quiet-field";
import { Button } from "~/ui/primitives/button";
import { Empty } from "~/ui/primitives/notice";

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
