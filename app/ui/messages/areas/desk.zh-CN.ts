import admin from "../zh-CN/admin.json";
import audit from "../zh-CN/audit.json";
import claims from "../zh-CN/claims.json";
import demo from "../zh-CN/demo.json";
import desk from "../zh-CN/desk.json";
import drafts from "../zh-CN/drafts.json";
import excel from "../zh-CN/excel.json";
import forecast from "../zh-CN/forecast.json";
import frame from "../zh-CN/frame.json";
import goods from "../zh-CN/goods.json";
import grid from "../zh-CN/grid.json";
import household from "../zh-CN/household.json";
import intake from "../zh-CN/intake.json";
import labels from "../zh-CN/labels.json";
import listings from "../zh-CN/listings.json";
import order from "../zh-CN/order.json";
import overview from "../zh-CN/overview.json";
import prices from "../zh-CN/prices.json";
import otherRefusals from "../zh-CN/refusals.json";
import shopRefusals from "../zh-CN/refusals-shop.json";
import reveals from "../zh-CN/reveals.json";
import stock from "../zh-CN/stock.json";
import team from "../zh-CN/team.json";
import units from "../zh-CN/units.json";
import wholesale from "../zh-CN/wholesale.json";

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
