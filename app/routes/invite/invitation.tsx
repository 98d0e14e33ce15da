import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notFound, openWithViewer, own } from "~/http/door.server";
import { refused } from "~/http/replies.server";
import { checkOpen, invitationCard, invitationTokenHash, signInPath } from "~/modules/identity/index.server";
import { Emblem } from "~/ui/illustrations/emblem";
import { pageWords } from "~/ui/messages/page-words.server";
import { Button, ButtonLink } from "~/ui/primitives/button";
import { Card, Facts } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { RefusedNotice } from "~/ui/primitives/refused";
import { DESK_AFTER } from "~/ui/team/desk-after";
import { Term } from "~/ui/team/term";
import { acceptInvitation } from "~/workflows/accept-invitation";

const TOKEN = /^[\w-]{32}$/;

/** Whoever holds the link may read who invites to what; nothing here says who else is in the team. */
export const loader = openWithViewer("invitation.read", async (visit) => {
  const { portal, params, locale, now, viewer } = visit;
  const token = params.token ?? "";
  const card = TOKEN.test(token)
    ? await invitationCard(portal.db, { tokenHash: invitationTokenHash(token), locale })
    : undefined;
  if (!card) throw notFound();
  const open = checkOpen(card, now);
  return {
    card,
    closed: open.ok ? null : open.refusal.code,
    now,
    viewer: viewer?.displayName ?? null,
    signIn: signInPath(`/invite/${token}`),
    title: pageWords(locale, "team", "desk")("invitation.title"),
  };
});

export const action = own("invitation.accept", async ({ portal, params, viewer, now }) => {
  const token = params.token ?? "";
  if (!TOKEN.test(token)) throw notFound();
  const accepted = await acceptInvitation(portal, { token, userId: viewer.userId, now });
  if (!accepted.ok) return refused(accepted.refusal);
  const card = await invitationCard(portal.db, { tokenHash: invitationTokenHash(token), locale: "zh-CN" });
  const desk = card && DESK_AFTER[card.kind];
  throw redirect(desk && card ? desk(card.slug) : "/account", 303);
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
  { name: "referrer", content: "no-referrer" },
];

export default function Invitation() {
  const { card, closed, now, viewer } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("team");
  return (
    <div className="page max-w-reading pt-8 pb-16 md:pt-14">
      <Emblem className="size-12 text-field" />
      <h1 className="mt-4 text-26 md:text-34">
        {words("invitation.heading", { name: card.invitedBy, organisation: card.organisation })}
      </h1>
      <Card className="mt-5 p-4">
        <p className="text-20 font-semibold">{words(`roles.${card.role}`)}</p>
        <p className="mt-1 text-15 text-ink-2">{words(`does.${card.role}`)}</p>
        <div className="mt-3">
          <Facts
            rows={[
              [words("invitation.organisation"), card.organisation, "organisation"],
              [words("term"), <Term key="term" from={now} until={card.validUntil} />, "term"],
              ...(card.phone
                ? [
                    [
                      words("invitation.for"),
                      <span key="for" className="figures">
                        {card.phone}
                      </span>,
                      "for",
                    ] as const,
                  ]
                : []),
              [words("invitation.expires"), <Moment key="expires" at={card.expiresAt} />, "expires"],
            ]}
          />
        </div>
      </Card>
      <div className="mt-5">
        {answer?.refused ? (
          <RefusedNotice code={answer.refused} />
        ) : closed ? (
          <RefusedNotice code={closed} />
        ) : (
          <Accept viewer={viewer} />
        )}
      </div>
    </div>
  );
}

function Accept({ viewer }: { viewer: string | null }) {
  const { signIn } = useLoaderData<typeof loader>();
  const words = useTranslations("team.invitation");
  if (viewer === null) {
    return (
      <>
        <p className="mb-3 text-15 text-ink-2">{words("signInFirst")}</p>
        <ButtonLink to={signIn} kind="primary" size="large" wide reloadDocument>
          {words("signIn")}
        </ButtonLink>
      </>
    );
  }
  return (
    <Form method="post" reloadDocument>
      <p className="mb-3 text-15 text-ink-2">{words("as", { name: viewer })}</p>
      <Button kind="primary" size="large" wide>
        {words("accept")}
      </Button>
      <p className="mt-3 text-13 text-ink-3">{words("notYou")}</p>
    </Form>
  );
}
