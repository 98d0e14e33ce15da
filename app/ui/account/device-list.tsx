import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { OwnSession } from "~/modules/identity/index.server";
import { Button } from "~/ui/primitives/button";
import { Moment } from "~/ui/primitives/moment";
import { Mark } from "~/ui/primitives/notice";

/** Where one is signed in. A device that was lost is signed out with one tap. */
export function DeviceList({ devices }: { devices: readonly OwnSession[] }) {
  const words = useTranslations("account.devices");
  return (
    <>
      <ul className="divide-y divide-line border-y border-line">
        {devices.map((device) => (
          <li key={device.id} className="flex items-center justify-between gap-4 py-3">
            <DeviceFacts session={device} />
            {!device.here && <SignOutDevice session={device} />}
          </li>
        ))}
      </ul>
      {devices.length > 1 && (
        <Form method="post" className="mt-4">
          <Button name="intent" value="revokeOthers">
            {words("signOutOthers")}
          </Button>
        </Form>
      )}
    </>
  );
}

function useDeviceName({ device }: OwnSession): string {
  const words = useTranslations("account.devices");
  return words("name", {
    kind: words(`kind.${device.kind}`),
    system: device.system === "other" ? "" : words(`system.${device.system}`),
    browser: device.browser === "other" ? "" : words(`browser.${device.browser}`),
  }).trim();
}

function DeviceFacts({ session }: { session: OwnSession }) {
  const words = useTranslations("account.devices");
  const name = useDeviceName(session);
  return (
    <div className="min-w-0">
      <h3 className="flex flex-wrap items-center gap-x-2 text-17">
        {name}
        {session.here && <Mark tone="good">{words("here")}</Mark>}
      </h3>
      <p className="text-13 text-ink-3">
        {words.rich("seen", { at: () => <Moment at={session.lastSeenAt} /> })}
        <span aria-hidden> · </span>
        {words.rich("since", { at: () => <Moment at={session.signedInAt} /> })}
      </p>
    </div>
  );
}

function SignOutDevice({ session }: { session: OwnSession }) {
  const words = useTranslations("account.devices");
  const name = useDeviceName(session);
  return (
    <Form method="post" className="shrink-0">
      <input type="hidden" name="sessionId" value={session.id} />
      <Button name="intent" value="revoke" aria-label={words("signOutName", { name })}>
        {words("signOut")}
      </Button>
    </Form>
  );
}
