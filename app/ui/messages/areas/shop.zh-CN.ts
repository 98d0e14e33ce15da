import checkout from "../zh-CN/checkout.json";
import frame from "../zh-CN/frame.json";
import goods from "../zh-CN/goods.json";
import { figures } from "../zh-CN/ledger.json";
import refusals from "../zh-CN/refusals-shop.json";
import shop from "../zh-CN/shop.json";
import units from "../zh-CN/units.json";

export default { checkout, frame, goods, ledger: { figures }, refusals, shop, units };
