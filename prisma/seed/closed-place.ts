import { createOrganisation } from "~/modules/identity/index.server";
import { closeOrganisation } from "~/workflows/close-organisation";
import { must } from "./must";
import { type Stage, writing } from "./stage";
import { t } from "./texts";

/** A union of cooperatives that was given up, so that the operator's desk shows what a closed organisation looks like. */
const GIVEN_UP = {
  kind: "federation",
  slug: "guanshan",
  name: t("关山联合社", "Guanshan Federation"),
} as const;

/** Founds it and closes it on the spot. */
export async function closeOnePlace({ db, cast }: Stage, now: Date): Promise<void> {
  const { organisationId } = await writing(db, (tx) => createOrganisation(tx, { ...GIVEN_UP, now }));
  const reason = "成员代表大会决议解散";
  const userId = cast.userIds.operator;
  must(await closeOrganisation({ db }, { organisationId, userId, reason, now }), "closing a federation");
}
