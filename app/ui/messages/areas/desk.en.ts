import admin from "../en/admin.json";
import audit from "../en/audit.json";
import claims from "../en/claims.json";
import demo from "../en/demo.json";
import desk from "../en/desk.json";
import drafts from "../en/drafts.json";
import excel from "../en/excel.json";
import forecast from "../en/forecast.json";
import frame from "../en/frame.json";
import goods from "../en/goods.json";
import grid from "../en/grid.json";
import household from "../en/household.json";
import intake from "../en/intake.json";
import labels from "../en/labels.json";
import listings from "../en/listings.json";
import order from "../en/order.json";
import overview from "../en/overview.json";
import prices from "../en/prices.json";
import otherRefusals from "../en/refusals.json";
import shopRefusals from "../en/refusals-shop.json";
import reveals from "../en/reveals.json";
import stock from "../en/stock.json";
import team from "../en/team.json";
import units from "../en/units.json";
import wholesale from "../en/wholesale.json";

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
