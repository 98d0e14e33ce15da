import account from "../zh-TW/account.json";
import checkout from "../zh-TW/checkout.json";
import claims from "../zh-TW/claims.json";
import demo from "../zh-TW/demo.json";
import frame from "../zh-TW/frame.json";
import goods from "../zh-TW/goods.json";
import ledger from "../zh-TW/ledger.json";
import order from "../zh-TW/order.json";
import otherRefusals from "../zh-TW/refusals.json";
import shopRefusals from "../zh-TW/refusals-shop.json";
import shop from "../zh-TW/shop.json";
import units from "../zh-TW/units.json";
import wholesale from "../zh-TW/wholesale.json";

const refusals = { ...otherRefusals, ...shopRefusals };

export default {
  account,
  checkout,
  claims,
  demo,
  frame,
  goods,
  ledger,
  order,
  refusals,
  shop,
  units,
  wholesale,
};
