import admin from "../zh-TW/admin.json";
import audit from "../zh-TW/audit.json";
import claims from "../zh-TW/claims.json";
import demo from "../zh-TW/demo.json";
import desk from "../zh-TW/desk.json";
import drafts from "../zh-TW/drafts.json";
import excel from "../zh-TW/excel.json";
import forecast from "../zh-TW/forecast.json";
import frame from "../zh-TW/frame.json";
import goods from "../zh-TW/goods.json";
import grid from "../zh-TW/grid.json";
import household from "../zh-TW/household.json";
import intake from "../zh-TW/intake.json";
import labels from "../zh-TW/labels.json";
import listings from "../zh-TW/listings.json";
import order from "../zh-TW/order.json";
import overview from "../zh-TW/overview.json";
import prices from "../zh-TW/prices.json";
import otherRefusals from "../zh-TW/refusals.json";
import shopRefusals from "../zh-TW/refusals-shop.json";
import reveals from "../zh-TW/reveals.json";
import stock from "../zh-TW/stock.json";
import team from "../zh-TW/team.json";
import units from "../zh-TW/units.json";
import wholesale from "../zh-TW/wholesale.json";

const refusals = { ...otherRefusals, ...shopRefusals };

export default {
  admin,
  audit,
  claims,
  demo,
  desk,
  drafts,
  excel,
  forecast,
  frame,
  goods,
  grid,
  household,
  intake,
  labels,
  listings,
  order,
  overview,
  prices,
  refusals,
  reveals,
  stock,
  team,
  units,
  wholesale,
};
