export { type CreditedInMonth, creditedThisMonth } from "./credited.views.server";
export { ledgerCorrections, MOST_CORRECTIONS } from "./ledger-corrections.views.server";
export { ledgerPageOfLine, type PublicLine, publicLinesOfOrder } from "./ledger-line.views.server";
export { ledgerMonthOf, ledgerMonths } from "./ledger-months.views.server";
export { type Recomputation, type RefundedParts, recomputeFromOrders } from "./ledger-recomputation.server";
export { WORKSHOP_KINDS, type WorkshopKind } from "./organisation";
export {
  createCollective,
  createCooperative,
  createFirstSecretary,
  createVillage,
  createWorkshop,
  type NewCollective,
  type NewCooperative,
  type NewFirstSecretary,
  type NewVillage,
  type NewWorkshop,
} from "./organisation.store.server";
export {
  csvRow,
  groupByDay,
  LEDGER_CSV_COLUMNS,
  type LedgerCorrection,
  type LedgerCsvColumn,
  type LedgerDay,
  type LedgerLine,
  type LedgerMonth,
  ledgerCsvCells,
  type SealedVoucher,
  type ShareState,
} from "./public-ledger";
export {
  type CooperativeHeader,
  cooperativeHeader,
  type PlaceImage,
  type VillageCard,
  type VillageHeader,
  type VillagePage,
  villageHeader,
  villageList,
  villagePage,
} from "./village.views.server";
export {
  allLedgerLines,
  type LedgerHead,
  type LedgerLinesQuery,
  ledgerHead,
  ledgerLines,
  MOST_LEDGER_LINES,
} from "./village-ledger.views.server";
