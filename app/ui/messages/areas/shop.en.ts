import checkout from "../en/checkout.json";
import frame from "../en/frame.json";
import goods from "../en/goods.json";
import { figures } from "../en/ledger.json";
import refusals from "../en/refusals-shop.json";
import shop from "../en/shop.json";
import units from "../en/units.json";

export default { checkout, frame, goods, ledger: { figures }, refusals, shop, units };
