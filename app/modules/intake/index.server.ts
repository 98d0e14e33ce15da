export {
  type Basis,
  type CertificateExceedsLot,
  type CertificateMissing,
  type CertificateStanding,
  type CertificateStands,
  type CertificateUnknown,
  type CertificateVoided,
  certificateStanding,
  decideIssue,
  decideListing,
  ENDING_WITHIN_DAYS,
  needsCertificate,
  type Occasion,
} from "./certificate";
export {
  type CertificateForListing,
  certificateForListing,
  insertCertificate,
  type LotToCertify,
  lockLotToCertify,
  voidCertificate,
} from "./certificate.store.server";
export { type Issue, missingGrams, setOffOf } from "./costing";
export {
  type CertificatesWanted,
  certificatesWanted,
  type GoodsToCertify,
  waitingSlips,
} from "./desk-waiting.views.server";
export { type Forecast, forecastOf, type NotDemonstration } from "./forecast";
export type { EstimateForm } from "./forecast.forms";
export { type Crop, insertEstimate, setPlantings } from "./forecast.store.server";
export {
  type ForecastField,
  type ForecastPage,
  type ForecastRow,
  forecastList,
  forecastPage,
} from "./forecast.views.server";
export { type HouseholdUnknown, householdCode, type TooManyPlots } from "./household";
export type { HouseholdFacts, HouseholdForm, PlotForm } from "./household.forms";
export { insertHousehold, insertPlot, phoneOrigin, updateHousehold } from "./household.store.server";
export {
  type HouseholdPage,
  type HouseholdRow,
  householdPage,
  households,
  MOST_HOUSEHOLDS,
  type ProductionRecordView,
} from "./household.views.server";
export { type LotLabel, lotLabel } from "./label.views.server";
export type { HouseholdDelivering, HouseholdLeft } from "./leaving";
export {
  eraseHouseholdNames,
  letHouseholdsLeave,
  letSilentHouseholdsLeave,
  lockLeavingHousehold,
} from "./leaving.store.server";
export {
  type HouseholdHeld,
  householdHeld,
  type LeavingPlan,
  leavingPlan,
} from "./leaving.views.server";
export {
  bookIntoLot,
  bookOutOfLot,
  type IssuedGoods,
  issuedGoods,
  issuedOrdersAfter,
  issueGoods,
  lotOf,
  openLot,
} from "./lot.store.server";
export {
  type CertificatePrint,
  type CertificateView,
  certificatePrint,
  type LotPage,
  type LotRow,
  lotPage,
  lots,
  MOST_LOTS,
} from "./lot.views.server";
export { type OtherIssue, otherIssuesAfter, worthDifference } from "./lot.witness.server";
export {
  type CodeWished,
  codeMayGo,
  NEW_PHONE_DAYS,
  type PhoneJustSet,
  type PhoneOfStaff,
} from "./phone-trust";
export {
  decideHarvest,
  decideRecordDay,
  type RecordDayRefused,
  type RecordKind,
  type RecordUnknown,
  type SafetyIntervalRunning,
} from "./production";
export type { RecordForm } from "./production.forms";
export { insertRecord, strikeRecord } from "./record.store.server";
export {
  agreedText,
  type Delivery,
  decideHarvestDay,
  GRADE_NAMES,
  type Grade,
  type HarvestDayRefused,
  type IntakePriceRefused,
  MOST_CODE_TRIES,
  mustBe,
  type SlipNotInState,
  type SlipState,
  type Weighed,
  type Weighing,
  type WeighingRefused,
  weigh,
} from "./slip";
export {
  type BookedSlip,
  bookedSlipsAfter,
  countCodeTry,
  type DeliverySubject,
  deliverySubject,
  insertSlip,
  lockSlip,
  lockSlipById,
  rewriteSlip,
  type Slip,
  slipPhone,
  writeCancellation,
  writeConfirmation,
} from "./slip.store.server";
export {
  type CorrectionOutlook,
  correctionOutlook,
  type IntakeChoices,
  type IntakeFigures,
  intakeChoices,
  intakeFigures,
  intakeSlips,
  type LastWeighed,
  lastWeighed,
  MOST_SLIPS,
  type SlipPage,
  type SlipRow,
  slipPage,
} from "./slip.views.server";
export {
  type LotOfOrder,
  type LotPassport,
  lotPassport,
  lotsOfOrder,
  type TracedDelivery,
  type TracedRecord,
  type TracedSale,
} from "./trace.views.server";
