import type { Act } from "~/modules/identity/access";
import type { Thing } from "./cases";

/** What an act is, for somebody who has never seen the code. */
export const ACT_WORDS: Readonly<Record<Act, readonly [en: string, zh: string]>> = {
  "shop.browse": [
    "See what is on sale, buy, ask for tonnes, follow a link or a trace",
    "逛店、下单、询大宗、打开链接和溯源",
  ],
  "ledger.public.read": ["Read a village's public ledger", "看村里公开的账"],
  "account.signIn": ["Sign in", "登录"],
  "account.security.own": ["See and change one's own ways of signing in", "看和改自己的登录方式"],
  "account.data.own": ["See and take away one's own personal data", "看和带走自己的个人信息"],
  "account.correct.own": ["Correct one's own personal data", "更正自己的个人信息"],
  "account.close.own": [
    "Take back one's own consents, close one's own account",
    "撤回自己的同意、注销自己的账号",
  ],
  "order.read.own": ["See one's own orders", "看自己的订单"],
  "order.cancel.own": ["Take back one's own order", "取消自己的订单"],
  "coop.desk.enter": ["Enter a cooperative's desk", "进合作社的工作台"],
  "coop.today.read": ["See what is to be done today", "看今天要办的事"],
  "coop.orders.read": ["See a cooperative's orders, buyers masked", "看合作社的订单，买家信息遮住"],
  "coop.buyers.reveal": [
    "See one buyer's name, telephone and address, saying what for",
    "说明用途，看一位买家的姓名、电话和地址",
  ],
  "coop.orders.fulfil": ["Pack, ship and mark as delivered", "打包、发货、标记送达"],
  "coop.orders.refund": ["Take a sale back and give the money back", "取消订单并退款"],
  "coop.claims.answer": [
    "Decline a buyer's claim and say why; what is given back is a refund besides",
    "答复买家的坏果申报；赔付另要退款的职责",
  ],
  "coop.products.read": ["See listings, drafts and prices at the desk", "在工作台看商品、草稿和价格"],
  "coop.products.edit": [
    "Write listings, set prices, hang photographs, put on and take off sale",
    "写商品、定价、传照片、上下架",
  ],
  "coop.stock.read": ["See stock and its story", "看库存和库存记录"],
  "coop.stock.edit": ["Change, move, pack and count stock", "改库存、调库存、分装、盘点"],
  "coop.intake.read": ["See households, intake slips, lots and certificates", "看农户、收购单、批次和合格证"],
  "coop.intake.write": [
    "Weigh in, correct, issue and void certificates, keep households",
    "过秤收货、更正、开具和作废合格证、登记农户",
  ],
  "coop.preorder.edit": ["Set how much is sold before the harvest", "定预订上限、停止预订"],
  "coop.leads.read": ["See requests for tonnes, callers masked", "看大宗询购，客商信息遮住"],
  "coop.leads.reveal": ["See how to reach one caller, saying what for", "说明用途，看一位客商的联系方式"],
  "coop.households.answer": [
    "Hand out a household's data, or delete them, because it asked",
    "应农户要求，打开或删掉它的资料",
  ],
  "coop.households.reveal": ["See one household's telephone, saying what for", "说明用途，看一户农户的电话"],
  "coop.leads.answer": ["Answer and close requests for tonnes", "答复和结束大宗询购"],
  "village.overview.read": [
    "See a village's sales and its collective's shares",
    "看一个村的销售和村集体的分成",
  ],
  "coop.overview.read": ["See the cooperative's figures", "看合作社的各项数"],
  "coop.team.read": ["See who has which duty", "看谁有什么职责"],
  "coop.team.edit": ["Invite, set terms, revoke duties", "邀请、定期限、收回职责"],
  "coop.audit.read": ["Read the cooperative's log of changes", "看合作社的操作记录"],
  "invitation.read": ["Open an invitation by its link", "打开邀请链接"],
  "invitation.accept": ["Accept an invitation for oneself", "接受给自己的邀请"],
  "books.read": ["Read the books", "看账"],
  "books.close": ["Close a period of the books", "结账"],
  "payout.propose": ["Propose a payout", "提出打款"],
  "payout.approve": ["Approve a payout", "批准打款"],
  "host.links.read": ["See one's own links and what they sold", "看自己的链接和带货"],
  "host.links.create": ["Make links of one's own", "做自己的链接"],
  "alliance.overview.read": ["See the alliance's figures", "看联盟的各项数"],
  "alliance.reviews.read": ["See listings that wait for a look", "看等待审核的商品"],
  "alliance.reviews.decide": ["Approve listings or ask for changes", "通过商品或请求修改"],
  "admin.portal.read": ["Enter the operator's desk", "进平台运营台"],
  "admin.grants.edit": ["Give and take duties at every organisation", "在各单位给出和收回职责"],
  "admin.organisations.close": ["Close an organisation", "停用一个单位"],
  "admin.audit.read": ["Read the log of changes of the whole portal", "看全平台的操作记录"],
  "admin.payments.reconcile": ["Compare payments with the payment service", "和支付机构核对款项"],
  "demo.clock.move": ["Move a demo's clock (there is none outside a demo)", "拨动演示时钟（只有演示环境有）"],
  "demo.signIn.choose": [
    "Sign in as one of a demo's people (nobody can outside a demo)",
    "以演示人物登录（只有演示环境有）",
  ],
};

export const THING_WORDS: Readonly<Record<Thing, readonly [en: string, zh: string]>> = {
  claim: ["a buyer's claim", "买家的坏果申报"],
  certificate: ["certificate", "合格证"],
  count: ["stock-take", "盘点"],
  duty: ["duty", "职责"],
  field: ["field", "地块"],
  household: ["household", "农户"],
  invitation: ["invitation", "邀请"],
  lead: ["request for tonnes", "大宗询购"],
  listing: ["listing", "商品"],
  lot: ["lot", "批次"],
  order: ["order", "订单"],
  pack: ["pack", "规格"],
  photo: ["photograph", "照片"],
  plan: ["planned change", "定好的改动"],
  record: ["production record", "生产记录"],
  sheet: ["sheet brought in", "导入的表格"],
  slip: ["intake slip", "收购单"],
};

/** States of an order, as the matrix names them. */
export const STATE_WORDS: Readonly<Record<string, string>> = {
  placed: "待付款 placed",
  paid: "待打包 paid",
  packed: "待发货 packed",
  shipped: "路上 shipped",
  delivered: "已送达 delivered",
  settled: "已结清 settled",
};
