import checkout from "../zh-TW/checkout.json";
import demo from "../zh-TW/demo.json";
import frame from "../zh-TW/frame.json";
import goods from "../zh-TW/goods.json";
import { figures } from "../zh-TW/ledger.json";
import {
  CartEmpty,
  CartFull,
  ConsentMissing,
  FormInvalid,
  NotOnSale,
  OutOfStock,
  PlanBelowZero,
  PriceChanged,
  RegionNotServed,
  RegionUnknown,
  RequestReused,
  SkuNotFound,
  TooManyPacks,
  TryLater,
} from "../zh-TW/refusals.json";
import shop from "../zh-TW/shop.json";
import units from "../zh-TW/units.json";

/** What a buyer can be refused between the shop window and the pay page. */
const refusals = {
  CartEmpty,
  CartFull,
  ConsentMissing,
  FormInvalid,
  NotOnSale,
  OutOfStock,
  PlanBelowZero,
  PriceChanged,
  RegionNotServed,
  RegionUnknown,
  RequestReused,
  SkuNotFound,
  TooManyPacks,
  TryLater,
};

export default { checkout, demo, frame, goods, ledger: { figures }, refusals, shop, units };
