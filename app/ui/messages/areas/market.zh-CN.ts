import account from "../zh-CN/account.json";
import checkout from "../zh-CN/checkout.json";
import claims from "../zh-CN/claims.json";
import demo from "../zh-CN/demo.json";
import frame from "../zh-CN/frame.json";
import goods from "../zh-CN/goods.json";
import ledger from "../zh-CN/ledger.json";
import order from "../zh-CN/order.json";
import otherRefusals from "../zh-CN/refusals.json";
import shopRefusals from "../zh-CN/refusals-shop.json";
import shop from "../zh-CN/shop.json";
import units from "../zh-CN/units.json";
import wholesale from "../zh-CN/wholesale.json";

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
