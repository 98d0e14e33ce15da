import { Form, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { FieldName } from "~/modules/catalog/listing/fields";
import { LONGEST_REVIEW_NOTE, REVIEW_CHECKS, REVIEW_REASONS } from "~/modules/catalog/listing/review";
import { Button } from "~/ui/primitives/button";
import { CheckLine, TextArea } from "~/ui/primitives/field";
import { Fold } from "~/ui/primitives/fold";
import { Section } from "~/ui/primitives/layout";
import type { CertificateOfListing } from "~/workflows/change-publication";

interface ReviewFormsProps {
  readonly submissionId: string;
  readonly missing: readonly FieldName[];
  readonly weightSeen: boolean;
  readonly certificate: CertificateOfListing;
  readonly note: string;
  /** what was to be changed has been said, and not taken */
  readonly open: boolean;
}

/** What a reviewer ticks to approve, and what is said to ask for changes: two forms, so that neither is sent by mistake. */
export function ReviewForms({
  submissionId,
  missing,
  weightSeen,
  certificate,
  note,
  open,
}: ReviewFormsProps) {
  const words = useTranslations("listings.review");
  const checks = useTranslations("listings.check");
  const reasons = useTranslations("listings.reason");
  const goods = useTranslations("goods.attribute");
  const listings = useTranslations("listings");
  const isBusy = useNavigation().state !== "idle";
  const seen: Partial<Record<(typeof REVIEW_CHECKS)[number], string>> = {
    photos: words(weightSeen ? "weightSeen" : "noWeightSeen"),
    certificate: words(`certificate.${certificate.standing}`, { number: certificate.number ?? "" }),
    label:
      missing.length === 0
        ? words("fine")
        : words("missing", { parts: missing.map((field) => goods(field)).join(listings("partsJoin")) }),
  };
  return (
    <div className="lg:grid lg:grid-cols-2 lg:items-start lg:gap-x-10">
      <Section title={words("checklist")}>
        <Form method="post" className="flex flex-col gap-1">
          <input type="hidden" name="submissionId" value={submissionId} />
          {REVIEW_CHECKS.map((check) => (
            <CheckLine key={check} name={`check.${check}`}>
              {checks(check)}
              {seen[check] && <span className="block text-13 text-ink-3">{seen[check]}</span>}
            </CheckLine>
          ))}
          <div className="mt-2">
            <Button name="decision" value="approve" kind="field" size="large" wide disabled={isBusy}>
              {words("approve")}
            </Button>
          </div>
        </Form>
      </Section>
      <Fold className="mt-8 md:mt-12" title={words("whatToChange")} open={open}>
        <Form method="post" className="flex flex-col gap-1 border-t border-line p-4">
          <input type="hidden" name="submissionId" value={submissionId} />
          {REVIEW_REASONS.map((reason) => (
            <CheckLine key={reason} name={`reason.${reason}`}>
              {reasons(reason)}
            </CheckLine>
          ))}
          <TextArea
            label={words("note")}
            hint={words("noteHint")}
            name="note"
            maxLength={LONGEST_REVIEW_NOTE}
            defaultValue={note}
          />
          <div className="mt-2">
            <Button name="decision" value="askChanges" size="large" wide disabled={isBusy}>
              {words("askChanges")}
            </Button>
          </div>
        </Form>
      </Fold>
    </div>
  );
}
