import type { DemoDuty } from "~/modules/identity/index.server";

/** Where somebody with a duty goes to work; undefined while that desk has no address of its own. */
export function deskOf(duty: DemoDuty): string | undefined {
  if (duty.role === "allianceStaff") return "/alliance/reviews";
  if (duty.role === "operator") return "/admin/grants";
  if (duty.role === "host") return "/host";
  const slug = duty.organisationSlug;
  if (slug === null) return undefined;
  switch (duty.role) {
    case "coopManager":
    case "coopStaff":
    case "packer":
      return `/coop/${slug}/orders`;
    case "accountant":
    case "supervisor":
      return duty.organisationKind === "collective" ? `/books/${slug}/overview` : `/coop/${slug}/overview`;
    case "firstSecretary":
      return duty.organisationKind === "village" ? `/books/${slug}/overview` : undefined;
    default:
      return undefined;
  }
}
