import { z } from "zod";
import type { StaffVisit } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { inLocale } from "~/http/locale";
import { isOutsider, nameOutside, withoutNames } from "~/http/outsiders.server";
import { shanghaiDay } from "~/kernel/clock";
import { ok } from "~/kernel/result";
import {
  grantableRoles,
  type OrganisationKind,
  type Team,
  type TeamDuty,
  teamOf,
} from "~/modules/identity/index.server";
import {
  dutyTermForm,
  inviteForm,
  revokeDutyForm,
  withdrawInvitationForm,
} from "~/modules/identity/team.forms";
import { inviteToDuty } from "~/workflows/invite-to-duty";
import { revokeDuty } from "~/workflows/revoke-duty";
import { setDutyTerm } from "~/workflows/set-duty-term";
import { withdrawInvitation } from "~/workflows/withdraw-invitation";
import { refusedForm } from "./refused-form.server";

/** What a team's page shows, at a cooperative's desk and at the operator's. */
export async function readTeam(visit: StaffVisit, kind: OrganisationKind, mayEdit: boolean) {
  const { portal, viewer, organisationId, now } = visit;
  const team = await teamOf(portal.db, { organisationId, now });
  return {
    team: isOutsider(viewer, organisationId) ? teamOutside(team) : team,
    roles: mayEdit ? grantableRoles(viewer.grants, organisationId, kind) : [],
    today: shanghaiDay(now),
  };
}

/** Who has no duty there, the operator, tells people apart by a first character, the ends of a number, and duties. */
function teamOutside(team: Team): Team {
  const masked = (duty: TeamDuty): TeamDuty => ({ ...duty, name: nameOutside(duty.name) });
  return withoutNames({ ...team, running: team.running.map(masked), over: team.over.map(masked) });
}

const askedForm = z.object({
  intent: z.enum(["invite", "withdraw", "term", "revoke"]),
  /** Which of the forms on the page it was; only said back to it. */
  grantId: z.string().max(40).default(""),
});

/** Does what a team's form asks for. A sent invitation's link is answered once and kept nowhere. */
export async function workOnTeam(visit: StaffVisit) {
  const asked = askedForm.safeParse(Object.fromEntries(await visit.request.clone().formData()));
  if (!asked.success) throw new Response(null, { status: 400 });
  const { intent, grantId } = asked.data;
  const done = await carryOut(intent, visit);
  if (!done.ok) return refusedForm(done.refusal, { intent, of: grantId, link: null });
  const link = done.value ? linkOf(visit, done.value.token) : null;
  return { refused: null, problems: {}, values: {}, intent, of: grantId, link };
}

function linkOf({ portal, locale }: StaffVisit, token: string): string {
  return `${portal.publicOrigin}${inLocale(locale, `/invite/${token}`)}`;
}

type Intent = z.output<typeof askedForm>["intent"];

async function carryOut(intent: Intent, { request, portal, viewer, organisationId, now }: StaffVisit) {
  const act = { viewer, organisationId, now };
  if (intent === "invite") {
    const form = await readForm(request, inviteForm);
    return form.ok ? inviteToDuty(portal, { ...act, ...form.value }) : form;
  }
  if (intent === "withdraw") {
    const form = await readForm(request, withdrawInvitationForm);
    return form.ok ? nothingToShow(withdrawInvitation(portal, { ...act, ...form.value })) : form;
  }
  if (intent === "term") {
    const form = await readForm(request, dutyTermForm);
    return form.ok ? nothingToShow(setDutyTerm(portal, { ...act, ...form.value })) : form;
  }
  const form = await readForm(request, revokeDutyForm);
  return form.ok ? nothingToShow(revokeDuty(portal, { ...act, ...form.value })) : form;
}

async function nothingToShow<Answer extends { readonly ok: boolean }>(doing: Promise<Answer>) {
  const done = await doing;
  return done.ok ? ok(null) : (done as Extract<Answer, { readonly ok: false }>);
}
