import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { OwnPasskey } from "~/modules/identity/index.server";
import { LONGEST_PASSKEY_NAME } from "~/modules/identity/passkey";
import { Button } from "~/ui/primitives/button";
import { TextField } from "~/ui/primitives/field";
import { Moment } from "~/ui/primitives/moment";

/** One's own keys: when each was used, what it is called, and a way to part from it. */
export function PasskeyList({ keys }: { keys: readonly OwnPasskey[] }) {
  const words = useTranslations("account.passkeys");
  return (
    <ul className="mt-6 divide-y divide-line border-y border-line">
      {keys.map((key) => (
        <li key={key.id} className="py-4">
          <Form method="post" reloadDocument className="flex flex-col gap-3">
            <input type="hidden" name="id" value={key.id} />
            <TextField
              name="name"
              label={words("name")}
              hint={words.rich(key.lastUsedAt ? "used" : "made", {
                at: () => <Moment at={key.lastUsedAt ?? key.createdAt} />,
              })}
              defaultValue={key.name}
              maxLength={LONGEST_PASSKEY_NAME}
              required
            />
            {key.backedUp && <p className="text-13 text-ink-3">{words("backedUp")}</p>}
            <div className="flex gap-3">
              <Button name="intent" value="rename">
                {words("rename")}
              </Button>
              <Button name="intent" value="remove" formNoValidate>
                {words("remove")}
              </Button>
            </div>
          </Form>
        </li>
      ))}
    </ul>
  );
}
