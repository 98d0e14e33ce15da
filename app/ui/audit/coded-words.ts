import { useLocale, useTranslations } from "use-intl";
import { isLocale } from "~/kernel/text";
import { REVIEWED_PARTS } from "~/modules/catalog/listing/draft";
import { REVIEW_REASONS } from "~/modules/catalog/listing/review";
import { TEMPLATE_NAMES } from "~/modules/catalog/listing/templates";
import { ROLES } from "~/modules/identity/duties";
import { GRADE_NAMES, GRADES } from "~/modules/intake/slip";
import { wordsFor } from "./words-for";

/**
 * Fields of a change whose codes belong to a table of their own and so have their words there. A field is only looked up
 * by its name: `first` is a grade here and an occasion there.
 */
export const TABLED_FIELDS = ["changed", "grade", "reasons", "role", "template"] as const;
type TabledField = (typeof TABLED_FIELDS)[number];

export const isTabled = (field: string): field is TabledField => TABLED_FIELDS.some((each) => each === field);

/** The words of each tabled field's codes, in the reader's language. */
export function useTabledWords(): Readonly<Record<TabledField, (kept: string) => string>> {
  const locale = useLocale();
  const roles = useTranslations("team.roles");
  const templates = useTranslations("listings.template");
  const parts = useTranslations("listings.part");
  const reasons = useTranslations("listings.reason");
  return {
    changed: wordsFor(REVIEWED_PARTS, (part) => parts(part)),
    grade: wordsFor(GRADES, (grade) => GRADE_NAMES[grade][isLocale(locale) ? locale : "zh-CN"]),
    reasons: wordsFor(REVIEW_REASONS, (reason) => reasons(reason)),
    role: wordsFor(ROLES, (role) => roles(role)),
    template: wordsFor(TEMPLATE_NAMES, (template) => templates(template)),
  };
}
