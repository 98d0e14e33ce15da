export {
  adjustStock,
  findKeptSku,
  movePacks,
} from "./adjust.store.server";
export { allotmentSteps, type ReadyChannel } from "./allotments";
export type { ImageView, ProductCard } from "./card.sql.server";
export { listingsToClose } from "./closing.store.server";
export {
  type CountChanged,
  type CountClosed,
  type CountEmpty,
  type CountLine,
  type CountNotFound,
  type CountOvertaken,
  differenceOf,
  lookOf,
  spread,
} from "./count";
export {
  type CountEntry,
  closeCount,
  enterLine,
  linesOfCount,
  lockCount,
  lockFreePacks,
  lockLeftGrams,
  openCount,
} from "./count.store.server";
export { countView, countViews } from "./count.views.server";
export { changeState, type ProductNotFound, type PublicationChange } from "./desk.store.server";
export { type DeskProduct, type DeskSku, deskProducts, MOST_DESK_PRODUCTS } from "./desk.views.server";
export {
  type FreightTemplate,
  type FreightZone,
  freightOf,
  orderFreight,
  type RegionNotServed,
  zoneFor,
} from "./freight";
export {
  cooperativePage,
  type HomeOffer,
  type HomeVillage,
  homeView,
} from "./front.views.server";
export { changePacks, drawForOrder, lockLayers, takePacking } from "./layer.store.server";
export { countDifference } from "./layer.witness.server";
export type { ListingText } from "./listing/attributes";
export type { DraftPack, ListingDraft, Localize } from "./listing/draft";
export { copyOfDraft, reviewedDifferences } from "./listing/draft";
export {
  insertListing,
  referencesExist,
  writeListing,
  writeUnreviewed,
} from "./listing/listing.store.server";
export {
  type DeskListing,
  deskListing,
  deskListings,
  type ListingGround,
  type ListingPhoto,
  listingGround,
  lockListing,
  lockListings,
} from "./listing/listing.views.server";
export {
  copyPhotos,
  describePhoto,
  exchangePhoto,
  hangPhoto,
  orderPhotos,
} from "./listing/photo.store.server";
export {
  MOST_PHOTOS,
  movedPhotos,
  type PhotoMove,
  type PhotoNotFound,
  type TooManyPhotos,
} from "./listing/photos";
export { decideComplete, type ListingIncomplete, listingWarnings } from "./listing/readiness";
export {
  decideReview,
  type ReviewChecksMissing,
  type ReviewDecision,
  type Reviewer,
  type ReviewOfOwnGoods,
  type ReviewReasonMissing,
} from "./listing/review";
export { reviewQueue } from "./listing/review.views.server";
export {
  lastSubmission,
  listingEvents,
  moveRevision,
  type PastListingEvent,
  recordListingEvent,
  saveRevision,
} from "./listing/revision.store.server";
export {
  type Facet,
  type Listing,
  listProducts,
  MOST_CARDS,
} from "./listing.views.server";
export {
  checkGrams,
  decidePacking,
  type GramsOutOfRange,
  inPacksGrams,
  type LossReasonMissing,
  type LossTooLarge,
  type LotBalance,
  type LotNotFound,
  type LotTooSmall,
  leftGrams,
  type PackedMoreThanUsed,
  type PackingRefusal,
  remainingGrams,
} from "./lot";
export { adjustLot, type LockedLot, lockLot, moveLotGrams } from "./lot.store.server";
export { type PackFigures, packFigures, packsInStore } from "./pack-figures";
export type { LotOutflow, PacksHaveLeft } from "./pack-layers";
export {
  findPacking,
  recordPacking,
  recordUndoing,
} from "./packing.store.server";
export {
  AHEAD_PERCENT,
  aheadGrams,
  type CapRefused,
  decideCap,
  decideShipping,
  mostAhead,
  type NotSoldAhead,
  type PreorderNotThere,
  type ShippingWindow,
} from "./preorder";
export {
  endSellingAhead,
  fillPromised,
  type LockedCap,
  lockCaps,
  type PreorderSku,
  preorderSkus,
  setCap,
} from "./preorder.store.server";
export {
  type DeskChange,
  type PriceSet,
  type SetPriceRefusal,
  type SkuNotFound,
  setPrice,
  setPrices,
} from "./price.store.server";
export { type Comparison, comparedPrice, comparedSince } from "./pricing/compared-price";
export {
  decidePlan,
  decidePromotion,
  type NewPlan,
  type OpenPlan,
  type PlanEnded,
  type PlanMissed,
  type PlanNotFound,
  type PlanOverlaps,
  type PlanTimeRefused,
  type PromotionNotCheaper,
  type TooManyPlans,
} from "./pricing/plan";
export {
  cancelPlans,
  duePlans,
  endPlan,
  insertPlan,
  lockPlan,
  noticePlan,
  openPlans,
  type Plan,
  refusedPlans,
  startPromotion,
} from "./pricing/plan.store.server";
export {
  askedPrices,
  type PastPrice,
  type PlanView,
  type PricedPack,
  planViews,
  pricedPacks,
} from "./pricing/price-history.views.server";
export {
  decidePrice,
  type Freshness,
  HIGHEST_PRICE_FEN,
  movesFrom,
  type NothingOnSale,
  type Packing,
  type PriceBelowFloor,
  type PriceOutOfRange,
  type ProductMoveRefused,
  type ProductState,
  type PublicationMove,
  productTags,
} from "./product";
export {
  createCategory,
  createLot,
  createProduct,
  growLot,
  type NewSku,
} from "./product.store.server";
export {
  type LotView,
  productPage,
  type SkuView,
} from "./product-page.views.server";
export { readMonth, seasonRuns, seasonStanding } from "./season";
export { type SaleBooks, type SkuForOrdering, skusForOrdering } from "./selling.store.server";
export {
  discardRevisions,
  insertListings,
  saveRevisions,
  writeListings,
  writeUnreviewedOf,
} from "./sheet/bulk-listing.store.server";
export {
  findImport,
  type ImportApplied,
  type ImportNotFound,
  type ListingImport,
  latestImports,
  lockImport,
  markApplied,
  saveImport,
} from "./sheet/import.store.server";
export { type ImportHead, importHead, importRows } from "./sheet/import.views.server";
export { type SheetGround, sheetGround } from "./sheet/sheet-ground.views.server";
export {
  checkPacks,
  chooseChannel,
  freePacks,
  LOW_STOCK,
  MAX_LAPSED_PER_SWEEP,
  type OutOfStock,
  type PacksOutOfRange,
  productsWithLowStock,
  type StockChannel,
  sellingChannels,
  type WantedHold,
} from "./stock";
export {
  extendHolds,
  holdStock,
  lapsedHolds,
  putBack,
  releaseHeld,
  sellHeld,
  takeAgain,
} from "./stock.store.server";
export { isLow, lotAge, wantsSelling } from "./stock-alerts";
export { type ProductStock, productStock } from "./stock-figures.views.server";
export { setLowLimit, setShelfLife } from "./stock-limits.store.server";
export {
  alertsOf,
  type StockAlerts,
  type StockLot,
  type StockPage,
  type StockSku,
  stockLot,
  stockPage,
  stockSku,
} from "./stock-page.views.server";
export {
  checkReason,
  GRAM_MOVE_REASONS,
  type GramMoveReason,
  LOSS_REASONS,
  LOT_REASONS,
  type LossReason,
  type LotReason,
  PACK_MOVE_REASONS,
  type PackMoveReason,
  type ReasonDoesNotFit,
  STOCK_REASONS,
  type StockReason,
} from "./stock-reasons";
export {
  type LotStoryLine,
  lotStory,
  MOST_STORY_LINES,
  type PackStoryLine,
  packStory,
  type Story,
  type StoryCursor,
} from "./stock-story.views.server";
export { deskUnfinished } from "./unfinished.views.server";
