import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { notFound, openWithViewer, type Visit } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { refused } from "~/http/replies.server";
import { signOut } from "~/http/sign-in.server";
import { demoPeople } from "~/modules/identity/index.server";
import { enter } from "~/routes/account/enter.server";
import { ClockControl } from "~/ui/demo/clock-control";
import { CLOCK_STEP_NAMES, CLOCK_STEPS } from "~/ui/demo/clock-steps";
import { deskOf } from "~/ui/demo/desk-links";
import { People } from "~/ui/demo/people";
import { forgetDrafts } from "~/ui/drafts/draft-store";
import { QuietField } from "~/ui/illustrations/quiet-field";
import { pageWords } from "~/ui/messages/page-words.server";
import { useInstant } from "~/ui/order/instant";
import { Button } from "~/ui/primitives/button";
import { Section } from "~/ui/primitives/layout";
import { Empty, Notice } from "~/ui/primitives/notice";
import { RefusedNotice } from "~/ui/primitives/refused";

const demoForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("signIn"), userId: z.uuid() }),
  z.object({ intent: z.literal("signOut") }),
  z.object({ intent: z.literal("forward"), step: z.enum(CLOCK_STEP_NAMES) }),
]);

/** Exists in a demo only: in production nobody can be had by one tap, and time is not ours to move. */
function demoClockOf({ portal }: Visit) {
  if (portal.mode !== "demo" || !portal.demoClock) throw notFound();
  return portal.demoClock;
}

export const loader = openWithViewer("demo.signIn.choose", async (visit) => {
  const clock = demoClockOf(visit);
  const { portal, viewer, locale, now, url } = visit;
  return {
    people: await demoPeople(portal.db, { locale, now }),
    viewer: viewer ? { userId: viewer.userId, name: viewer.displayName } : null,
    now,
    leadMs: clock.leadMs,
    moved: url.searchParams.has("moved"),
    title: pageWords(locale, "demo")("title"),
  };
});

export const action = openWithViewer("demo.signIn.choose", async (visit) => {
  const clock = demoClockOf(visit);
  const form = await readForm(visit.request, demoForm);
  if (!form.ok) return refused(form.refusal);
  const wanted = form.value;
  if (wanted.intent === "signIn") return become(visit, wanted.userId);
  if (wanted.intent === "signOut") {
    return redirect("/demo", { status: 303, headers: await signOut(visit.request, visit.portal) });
  }
  const step = CLOCK_STEPS.find((each) => each.step === wanted.step);
  const moved = await clock.moveForward(step?.milliseconds ?? 0);
  if (!moved.ok) return refused(moved.refusal);
  await visit.portal.sweeps.runNow();
  return redirect("/demo?moved", { status: 303 });
});

/** Signs in as somebody; there is nothing to steal in a demo, so the second factor counts as passed. */
async function become(visit: Visit, userId: string) {
  const { portal, locale, now } = visit;
  const people = await demoPeople(portal.db, { locale, now });
  const person = people.find((each) => each.userId === userId);
  if (!person) throw notFound();
  const headers = await enter(visit, { userId, steppedUpBy: "demo" });
  const desk = person.duties.map(deskOf).find((address) => address !== undefined);
  return redirect(desk ?? "/account", { status: 303, headers });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];

export default function Demo() {
  const { people, viewer, now, leadMs, moved } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("demo");
  const instant = useInstant();
  return (
    <div className="page pt-6 md:pt-10">
      <h1 className="text-26 md:text-34">{words("title")}</h1>
      <p className="mt-2 max-w-reading text-pretty text-ink-2">{words("intro")}</p>
      <p className="mt-1 max-w-reading text-pretty text-13 text-ink-3">{words("secondFactor")}</p>
      <SignedInAs name={viewer?.name} />
      {moved && (
        <div className="mt-4">
          <Notice tone="good" live>
            {words("moved", { at: instant(now) })}
          </Notice>
        </div>
      )}
      {answer && (
        <div className="mt-4">
          <RefusedNotice code={answer.refused} />
        </div>
      )}
      <div className="md:grid md:grid-cols-[1fr_22rem] md:items-start md:gap-x-12">
        <Section title={words("clock")} className="md:sticky md:top-24 md:order-last">
          <ClockControl now={now} leadMs={leadMs} />
        </Section>
        <Section title={words("people")}>
          {people.length > 0 ? (
            <People people={people} viewerId={viewer?.userId ?? null} />
          ) : (
            <Empty scene={<QuietField />} title={words("nobody")}>
              {words("nobodyHint")}
            </Empty>
          )}
        </Section>
      </div>
    </div>
  );
}

function SignedInAs({ name }: { name: string | undefined }) {
  const words = useTranslations("demo");
  return (
    <div className="mt-3 flex min-h-11 flex-wrap items-center gap-3 font-semibold">
      {words("signedInAs", { name: name ?? words("visitor") })}
      {name && (
        <Form method="post" onSubmit={forgetDrafts}>
          <Button name="intent" value="signOut" size="small">
            {words("signOut")}
          </Button>
        </Form>
      )}
    </div>
  );
}
