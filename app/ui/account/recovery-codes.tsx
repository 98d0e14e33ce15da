import { useTranslations } from "use-intl";
import { ButtonLink } from "~/ui/primitives/button";
import { Card } from "~/ui/primitives/layout";
import { Notice } from "~/ui/primitives/notice";

/** Shown once; afterwards not even the portal knows them. */
export function RecoveryCodes({ codes, then }: { codes: readonly string[]; then: string }) {
  const words = useTranslations("account.app");
  return (
    <>
      <Notice tone="good" title={words("ready")} live>
        {words("codesText")}
      </Notice>
      <Card className="p-4">
        <ol className="figures grid gap-x-6 gap-y-1 text-17 select-all sm:grid-cols-2">
          {codes.map((code) => (
            <li key={code} className="whitespace-nowrap">
              {code}
            </li>
          ))}
        </ol>
      </Card>
      <ButtonLink to={then} reloadDocument kind="primary" size="large">
        {words("written")}
      </ButtonLink>
    </>
  );
}
