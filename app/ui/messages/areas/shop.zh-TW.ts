import checkout from "../zh-TW/checkout.json";
import frame from "../zh-TW/frame.json";
import goods from "../zh-TW/goods.json";
import { figures } from "../zh-TW/ledger.json";
import refusals from "../zh-TW/refusals-shop.json";
import shop from "../zh-TW/shop.json";
import units from "../zh-TW/units.json";

export default { checkout, frame, goods, ledger: { figures }, refusals, shop, units };
