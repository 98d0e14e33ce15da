import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/primitives/button";
import { Notice } from "~/ui/primitives/notice";

/** What can be done with an app that stands: new recovery codes, or taking it away. */
export function AppInUse({ codesLeft }: { codesLeft: number }) {
  const words = useTranslations("account.app");
  return (
    <>
      <Notice tone="good">{words("inUse")}</Notice>
      <section>
        <h2 className="text-20">{words("codesTitle")}</h2>
        <p className="mt-1 text-ink-2">{words("codesLeft", { count: codesLeft })}</p>
        <Form method="post" reloadDocument className="mt-3">
          <Button name="intent" value="codes">
            {words("newCodes")}
          </Button>
        </Form>
      </section>
      <section>
        <h2 className="text-20">{words("removeTitle")}</h2>
        <p className="mt-1 text-ink-2">{words("removeText")}</p>
        <Form method="post" reloadDocument className="mt-3">
          <Button name="intent" value="remove">
            {words("remove")}
          </Button>
        </Form>
      </section>
    </>
  );
}
