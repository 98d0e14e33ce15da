import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { OpenInvitation } from "~/modules/identity/index.server";
import { Button } from "~/ui/primitives/button";
import { Moment } from "~/ui/primitives/moment";

interface InvitationListProps {
  readonly invitations: readonly OpenInvitation[];
  readonly mayWithdraw: boolean;
}

/** Who was asked and has not answered yet. */
export function InvitationList({ invitations, mayWithdraw }: InvitationListProps) {
  const words = useTranslations("team");
  return (
    <ul className="divide-y divide-line border-y border-line">
      {invitations.map((invitation) => (
        <li key={invitation.id} className="flex items-center justify-between gap-3 py-2">
          <div className="min-w-0 text-15">
            <p className="font-semibold">{words(`roles.${invitation.role}`)}</p>
            <p className="text-13 text-ink-2">
              {invitation.phone ? (
                <span className="figures">{invitation.phone}</span>
              ) : (
                words("anyoneWithLink")
              )}
              {" · "}
              {words.rich("openUntil", { at: () => <Moment at={invitation.expiresAt} /> })}
            </p>
          </div>
          {mayWithdraw && (
            <Form method="post" className="shrink-0">
              <input type="hidden" name="invitationId" value={invitation.id} />
              <Button name="intent" value="withdraw">
                {words("withdraw")}
              </Button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}
