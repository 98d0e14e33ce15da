import checkout from "../en/checkout.json";
import demo from "../en/demo.json";
import frame from "../en/frame.json";
import goods from "../en/goods.json";
import { figures } from "../en/ledger.json";
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
} from "../en/refusals.json";
import shop from "../en/shop.json";
import units from "../en/units.json";

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
