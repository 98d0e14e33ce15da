import type { OrganisationKind } from "~/modules/identity/organisation";

/** Where somebody who took up a duty at a place of this kind goes to work; elsewhere to the own account. */
export const DESK_AFTER: Readonly<Partial<Record<OrganisationKind, (slug: string) => string>>> = {
  cooperative: (slug) => `/coop/${slug}`,
};
