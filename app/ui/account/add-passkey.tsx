import { useRef } from "react";
import { useTranslations } from "use-intl";
import { LONGEST_PASSKEY_NAME } from "~/modules/identity/passkey";
import { Button } from "~/ui/primitives/button";
import { TextField } from "~/ui/primitives/field";
import { Notice } from "~/ui/primitives/notice";
import { useAuthenticator, usePasskeySupport } from "./ask-authenticator";

/** Makes a key on this device. There is no way to do so without JavaScript, which is said where there is none. */
export function AddPasskey() {
  const words = useTranslations("account.passkeys");
  const form = useRef<HTMLFormElement>(null);
  const supported = usePasskeySupport();
  const { state, ask } = useAuthenticator("create", form);
  if (!supported) return <p className="text-ink-2">{words("unsupported")}</p>;
  return (
    <form ref={form} method="post" className="flex flex-col gap-4">
      <input type="hidden" name="intent" value="add" />
      <input type="hidden" name="challengeId" />
      <input type="hidden" name="answer" />
      <TextField
        name="name"
        label={words("name")}
        hint={words("nameHint")}
        defaultValue={words("usualName")}
        maxLength={LONGEST_PASSKEY_NAME}
      />
      {state === "broken" && (
        <Notice tone="refused" live>
          {words("broken")}
        </Notice>
      )}
      <Button type="button" kind="primary" size="large" disabled={state === "asking"} onClick={ask}>
        {words("make")}
      </Button>
    </form>
  );
}
