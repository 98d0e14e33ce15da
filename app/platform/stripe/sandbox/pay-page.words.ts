import type { PaymentMethod } from "./types";

export type PayPageLanguage = "zh-CN" | "zh-TW" | "en";
/** How the confirmation may travel, as the page offers it. */
export const ARRIVALS = ["normal", "thrice", "late", "lost"] as const;
export type ArrivalChoice = (typeof ARRIVALS)[number];

export interface PayPageWords {
  readonly title: string;
  readonly sandbox: string;
  readonly order: string;
  readonly total: string;
  readonly method: string;
  readonly methods: Record<PaymentMethod, string>;
  readonly pay: string;
  readonly decline: string;
  readonly leave: string;
  readonly declined: string;
  readonly arrival: string;
  readonly arrivals: Record<ArrivalChoice, string>;
  readonly paidTitle: string;
  readonly paid: string;
  readonly expiredTitle: string;
  readonly expired: string;
  readonly unknownTitle: string;
  readonly unknown: string;
  readonly back: string;
  readonly until: (time: string) => string;
}

/** Everything the sandbox's pay page says. It stands in for a page of Stripe's, so it keeps words of its own. */
export const PAY_PAGE_WORDS: Record<PayPageLanguage, PayPageWords> = {
  "zh-CN": {
    title: "付款",
    sandbox: "演示收银台，不会动用真实资金，请勿填写任何卡号。",
    order: "订单明细",
    total: "应付",
    method: "付款方式",
    methods: { card: "银行卡", alipay: "支付宝", wechat_pay: "微信支付" },
    pay: "付款",
    decline: "模拟拒付",
    leave: "离开，先不付款",
    declined: "这次付款被拒绝，没有扣款。可以换一种方式再试。",
    arrival: "付款通知怎样到达商家",
    arrivals: { normal: "正常", thrice: "重复三次", late: "晚 10 秒", lost: "丢失" },
    paidTitle: "已付款",
    paid: "这笔订单已经付清，无需再付。",
    expiredTitle: "付款时限已过",
    expired: "这个付款页已经失效，没有扣款。请回到商家重新下单。",
    unknownTitle: "找不到这个付款页",
    unknown: "链接可能不完整。请回到商家，从订单重新进入。",
    back: "返回商家",
    until: (time) => `请在 ${time} 前完成付款`,
  },
  "zh-TW": {
    title: "付款",
    sandbox: "示範收銀台，不會動用真實款項，請勿填寫任何卡號。",
    order: "訂單明細",
    total: "應付",
    method: "付款方式",
    methods: { card: "信用卡", alipay: "支付寶", wechat_pay: "微信支付" },
    pay: "付款",
    decline: "模擬拒付",
    leave: "離開，先不付款",
    declined: "這次付款遭拒，沒有扣款。可以改用其他方式再試一次。",
    arrival: "付款通知如何送達商家",
    arrivals: { normal: "正常", thrice: "重複三次", late: "晚 10 秒", lost: "遺失" },
    paidTitle: "已付款",
    paid: "這筆訂單已經付清，不需要再付。",
    expiredTitle: "已超過付款時限",
    expired: "這個付款頁面已失效，沒有扣款。請回到商家重新下單。",
    unknownTitle: "找不到這個付款頁面",
    unknown: "連結可能不完整。請回到商家，從訂單重新進入。",
    back: "返回商家",
    until: (time) => `請在 ${time} 前完成付款`,
  },
  en: {
    title: "Payment",
    sandbox: "This is a practice till. No real money moves; please do not enter a card number anywhere.",
    order: "Your order",
    total: "To pay",
    method: "Pay with",
    methods: { card: "Bank card", alipay: "Alipay", wechat_pay: "WeChat Pay" },
    pay: "Pay",
    decline: "Simulate a decline",
    leave: "Leave without paying",
    declined: "The payment was declined and nothing was taken. You can try another way.",
    arrival: "How should the confirmation arrive?",
    arrivals: { normal: "Normally", thrice: "Three times", late: "10 seconds late", lost: "Never" },
    paidTitle: "Paid",
    paid: "This order is paid in full. There is nothing left to do here.",
    expiredTitle: "The time to pay is over",
    expired:
      "This page is no longer valid and nothing was taken. Please go back to the shop and order again.",
    unknownTitle: "We cannot find this payment",
    unknown: "The link may be incomplete. Please go back to the shop and open it again from your order.",
    back: "Back to the shop",
    until: (time) => `Please pay by ${time}`,
  },
};

/** The page's language: the session's own, else the first one the browser asks for that we have. */
export function payPageLanguage(locale: string | null, acceptLanguage: string): PayPageLanguage {
  const wanted = locale === null || locale === "auto" ? acceptLanguage : locale;
  for (const part of wanted.split(",")) {
    const tag = part.split(";")[0]?.trim().toLowerCase() ?? "";
    if (/^zh-(tw|hk|mo|hant)/.test(tag)) return "zh-TW";
    if (/^zh\b/.test(tag)) return "zh-CN";
    if (/^en\b/.test(tag)) return "en";
  }
  return "en";
}
