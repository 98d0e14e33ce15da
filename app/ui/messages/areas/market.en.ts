import account from "../en/account.json";
import checkout from "../en/checkout.json";
import claims from "../en/claims.json";
import demo from "../en/demo.json";
import frame from "../en/frame.json";
import goods from "../en/goods.json";
import ledger from "../en/ledger.json";
import order from "../en/order.json";
import otherRefusals from "../en/refusals.json";
import shopRefusals from "../en/refusals-shop.json";
import shop from "../en/shop.json";
import units from "../en/units.json";
import wholesale from "../en/wholesale.json";

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
