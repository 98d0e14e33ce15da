import type { ListingValues } from "~/modules/catalog/listing/listing.forms";
import type { TemplateName } from "~/modules/catalog/listing/templates";

export interface Choice {
  readonly id: string;
  readonly name: string;
}

/** What a listing's form lets one choose of the cooperative's own. */
export interface ListingChoices {
  readonly categories: readonly Choice[];
  readonly freightTemplates: readonly Choice[];
  readonly sharePlans: readonly Choice[];
}

/** The problem of a field in words; undefined where there is none. */
export type ProblemOf = (field: string) => string | undefined;

/** What every part of the form is given. */
export interface PartProps {
  readonly template: TemplateName;
  readonly values: ListingValues;
  /** what the portal has of it, where it has something: what says otherwise now is marked */
  readonly saved?: ListingValues | undefined;
  readonly problem: ProblemOf;
}

/** The same name leads to a field from the list of what is to be mended. */
export const named = (field: string) => ({ name: field, id: field });
