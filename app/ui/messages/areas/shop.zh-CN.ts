import checkout from "../zh-CN/checkout.json";
import demo from "../zh-CN/demo.json";
import frame from "../zh-CN/frame.json";
import goods from "../zh-CN/goods.json";
import { figures } from "../zh-CN/ledger.json";
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
} from "../zh-CN/refusals.json";
import shop from "../zh-CN/shop.json";
import units from "../zh-CN/units.json";

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
