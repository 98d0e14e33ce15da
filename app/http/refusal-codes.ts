import type { Refusal } from "~/kernel/result";
import type * as alliance from "~/modules/alliance/index.server";
import type * as catalog from "~/modules/catalog/index.server";
import type { NotSoldAhead } from "~/modules/catalog/index.server";
import type { ReadTableRefusal } from "~/modules/catalog/sheet/read-table";
import type * as identity from "~/modules/identity/index.server";
import type { PasskeyRefused, PasswordWrong, TooManyPasskeys } from "~/modules/identity/index.server";
import type * as intake from "~/modules/intake/index.server";
import type * as ledger from "~/modules/ledger/index.server";
import type * as ordering from "~/modules/ordering/index.server";
import type * as payments from "~/modules/payments/index.server";
import type * as sharing from "~/modules/sharing/index.server";
import type * as wholesale from "~/modules/wholesale/index.server";
import type { MoveClockRefusal } from "~/platform/clock/clock.server";
import type { IngestRefusal } from "~/platform/media/ingest-image.server";
import type { CropRefused } from "~/platform/media/photos.server";
import type { FormSentBefore } from "~/platform/requests/request-key.store.server";
import type { SheetInterrupted } from "~/platform/sheets/sheets.server";
import type { UnpackRefusal } from "~/platform/sheets/unpack.server";
import type { AcceptClaimRefusal } from "~/workflows/accept-claim";
import type { AcceptInvitationRefusal } from "~/workflows/accept-invitation";
import type { AdjustLotRefusal } from "~/workflows/adjust-lot";
import type { ApplyImportRefusal } from "~/workflows/apply-listing-import";
import type { CancelOrderRefusal } from "~/workflows/cancel-order";
import type { CancelPlanRefusal } from "~/workflows/cancel-plan";
import type { CarryOutRefusal } from "~/workflows/carry-out-plan";
import type { ChangePhoneRefusal } from "~/workflows/change-phone";
import type { CloseAccountRefusal } from "~/workflows/close-account";
import type { CloseOrganisationRefusal } from "~/workflows/close-organisation";
import type { ConfirmPaymentRefusal } from "~/workflows/confirm-payment";
import type { ConfirmSlipRefusal } from "~/workflows/confirm-slip";
import type { ConfirmTotpRefusal } from "~/workflows/confirm-totp";
import type { CorrectAddressRefusal } from "~/workflows/correct-address";
import type { CreateListingRefusal } from "~/workflows/create-listing";
import type { DiscardRevisionRefusal } from "~/workflows/discard-revision";
import type { EditPhotosRefusal } from "~/workflows/edit-photos";
import type { EditSkuStockRefusal } from "~/workflows/edit-sku-stock";
import type { EnterCodeRefusal } from "~/workflows/enter-code";
import type { EstimateYieldRefusal } from "~/workflows/estimate-yield";
import type { FinishRefundRefusal } from "~/workflows/finish-refund";
import type { InviteToDutyRefusal } from "~/workflows/invite-to-duty";
import type { IssueCertificateRefusal } from "~/workflows/issue-certificate";
import type { LetHouseholdLeaveRefusal } from "~/workflows/let-household-leave";
import type { OpenCheckoutRefusal } from "~/workflows/open-checkout";
import type { OpenClaimRefusal } from "~/workflows/open-claim";
import type { PlaceOrderRefusal } from "~/workflows/place-order";
import type { PlanChangeRefusal } from "~/workflows/plan-change";
import type { PostCountRefusal } from "~/workflows/post-count";
import type { ProveSecondFactorRefusal } from "~/workflows/prove-second-factor";
import type { LinkUnknown } from "~/workflows/record-touch";
import type { RefundAgainRefusal } from "~/workflows/refund-again";
import type { RefundClaimAgainRefusal } from "~/workflows/refund-claim-again";
import type { RequestRefundRefusal } from "~/workflows/request-refund";
import type { ReviewListingRefusal } from "~/workflows/review-listing";
import type { GridRefused } from "~/workflows/save-grid";
import type { SaveListingRefusal } from "~/workflows/save-listing";
import type { SellAheadRefusal } from "~/workflows/sell-ahead";
import type { SendCodeRefusal } from "~/workflows/send-code";
import type { SendSlipCodeRefusal } from "~/workflows/send-slip-code";
import type { SubmitLeadRefusal } from "~/workflows/submit-lead";
import type { UndoPackingRefusal } from "~/workflows/undo-packing";
import type { WeighDeliveryRefusal } from "~/workflows/weigh-delivery";
import type { ConsentNotWithdrawable } from "~/workflows/withdraw-consent";
import type { FormInvalid } from "./forms.server";
import type { UploadRefusal } from "./uploads.server";

/** The codes of every refusal that some function of a module's door may answer with. */
type CodesOf<Door> = {
  [Name in keyof Door]: Door[Name] extends (...args: never[]) => infer Answer
    ? Awaited<Answer> extends infer Each
      ? Each extends { readonly ok: false; readonly refusal: infer R extends Refusal }
        ? R["code"]
        : never
      : never
    : never;
}[keyof Door];

/** Refusals that are made by no module alone. */
type OfWorkflows =
  | AcceptClaimRefusal
  | AdjustLotRefusal
  | PostCountRefusal
  | TooManyPasskeys
  | PasskeyRefused
  | AcceptInvitationRefusal
  | CancelOrderRefusal
  | CancelPlanRefusal
  | ChangePhoneRefusal
  | CarryOutRefusal
  | CloseAccountRefusal
  | LetHouseholdLeaveRefusal
  | CloseOrganisationRefusal
  | ConfirmPaymentRefusal
  | ConsentNotWithdrawable
  | ConfirmSlipRefusal
  | ConfirmTotpRefusal
  | CorrectAddressRefusal
  | CreateListingRefusal
  | DiscardRevisionRefusal
  | EditPhotosRefusal
  | EditSkuStockRefusal
  | EnterCodeRefusal
  | EstimateYieldRefusal
  | FinishRefundRefusal
  | IssueCertificateRefusal
  | InviteToDutyRefusal
  | LinkUnknown
  | OpenCheckoutRefusal
  | OpenClaimRefusal
  | PasswordWrong
  | PlaceOrderRefusal
  | PlanChangeRefusal
  | ProveSecondFactorRefusal
  | SheetInterrupted
  | RefundAgainRefusal
  | RefundClaimAgainRefusal
  | RequestRefundRefusal
  | ReviewListingRefusal
  | SaveListingRefusal
  | SellAheadRefusal
  | NotSoldAhead
  | SendCodeRefusal
  | SubmitLeadRefusal
  | WeighDeliveryRefusal
  | SendSlipCodeRefusal
  | UndoPackingRefusal;

/**
 * Every "no" that can reach a person. The doors are asked by type, so a refusal that a module begins to give fails the
 * type-check of refusals.ts until it has a status, and in ui/primitives/refused.tsx until it has words. A workflow's own
 * refusal that is missing here fails where a route hands it to `refused`.
 */
export type RefusalCode =
  | CodesOf<typeof alliance>
  | CodesOf<typeof catalog>
  | CodesOf<typeof identity>
  | CodesOf<typeof intake>
  | CodesOf<typeof ledger>
  | CodesOf<typeof ordering>
  | CodesOf<typeof payments>
  | CodesOf<typeof sharing>
  | CodesOf<typeof wholesale>
  | ApplyImportRefusal["code"]
  | GridRefused["code"]
  | ReadTableRefusal["code"]
  | UnpackRefusal["code"]
  | OfWorkflows["code"]
  | MoveClockRefusal["code"]
  | IngestRefusal["code"]
  | CropRefused["code"]
  | UploadRefusal["code"]
  | FormInvalid["code"]
  | FormSentBefore["code"];
