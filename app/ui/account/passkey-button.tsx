import { useRef } from "react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/primitives/button";
import { Notice } from "~/ui/primitives/notice";
import { useAuthenticator, usePasskeySupport } from "./ask-authenticator";

/** Proves who one is by a passkey; there only where the browser can. */
export function PasskeyButton({ label }: { label: string }) {
  const words = useTranslations("account.passkeys");
  const form = useRef<HTMLFormElement>(null);
  const supported = usePasskeySupport();
  const { state, ask } = useAuthenticator("get", form);
  if (!supported) return null;
  return (
    <form ref={form} method="post" className="flex flex-col gap-3">
      <input type="hidden" name="intent" value="passkey" />
      <input type="hidden" name="challengeId" />
      <input type="hidden" name="answer" />
      {state === "broken" && (
        <Notice tone="refused" live>
          {words("broken")}
        </Notice>
      )}
      <Button type="button" size="large" wide disabled={state === "asking"} onClick={ask}>
        {label}
      </Button>
    </form>
  );
}
