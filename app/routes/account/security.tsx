import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { own } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { ownSession } from "~/http/fresh-proof.server";
import { refused } from "~/http/replies.server";
import { maskPhone } from "~/kernel/masking";
import { sessionsOfUser, signInWays } from "~/modules/identity/index.server";
import { securityForm } from "~/modules/identity/sign-in.forms";
import { DeviceList } from "~/ui/account/device-list";
import { WayList } from "~/ui/account/way-list";
import { pageWords } from "~/ui/messages/page-words.server";
import { Section } from "~/ui/primitives/layout";
import { Notice } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { signOutDevices } from "~/workflows/sign-out-devices";

export const loader = own("account.security.own", async (visit) => {
  const { portal, viewer, locale, url, now } = visit;
  const session = await ownSession(visit);
  const ways = await signInWays(portal.db, viewer.userId);
  const here = session.sessionId;
  return {
    title: pageWords(locale, "account")("security.title"),
    ways: { ...ways, phone: ways.phone && maskPhone(ways.phone) },
    devices: await sessionsOfUser(portal.db, { userId: viewer.userId, here, now }),
    steppedUpBy: session.steppedUpBy,
    done:
      ["password", "devices", "removed", "phone"].find((each) => each === url.searchParams.get("done")) ??
      null,
  };
});

/** Signing devices out asks for no new proof: whoever has lost a telephone must not be held up. */
export const action = own("account.security.own", async (visit) => {
  const { request, portal, viewer, now } = visit;
  const form = await readForm(request, securityForm);
  if (!form.ok) return refused(form.refusal);
  const { userId } = viewer;
  const { sessionId: here } = await ownSession(visit);
  const which = form.value.intent === "revokeOthers" ? { keptId: here } : { sessionId: form.value.sessionId };
  await signOutDevices(portal, { userId, which, now });
  return redirect("/account/security?done=devices", 303);
});

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title },
  { name: "robots", content: "noindex" },
];

export default function Security() {
  const { ways, devices, steppedUpBy, done } = useLoaderData<typeof loader>();
  const words = useTranslations("account.security");
  const frame = useTranslations("frame");
  return (
    <div className="page max-w-3xl pt-6 md:pt-10">
      <PageHead
        back={{ to: "/account", words: frame("account") }}
        title={words("title")}
        lead={words("lead")}
      />
      {done && (
        <div className="mt-4">
          <Notice tone="good" live>
            {words(`done.${done as "password" | "devices" | "removed" | "phone"}`)}
          </Notice>
        </div>
      )}
      <Section title={words("ways")}>
        <WayList ways={ways} />
        {steppedUpBy && <p className="mt-3 text-13 text-ink-3">{words(`steppedUp.${steppedUpBy}`)}</p>}
      </Section>
      <Section title={words("devices")}>
        <DeviceList devices={devices} />
      </Section>
    </div>
  );
}
