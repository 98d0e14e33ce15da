import type { ChartSource } from "./chart";

/**
 * 《小企业会计准则》 财会〔2011〕17号, in force 2013-01-01, for the county's portal operator. Only the accounts that the portal
 * needs. Codes and names are from memory and were not checked against the published text: have the operator's
 * accountant confirm them before the first real month.
 */
export const OPERATOR_2013: ChartSource = {
  version: "operator-2013/1",
  source: "财会〔2011〕17号（节选，待核对）",
  rows: [
    ["1001", "debit", "库存现金", "庫存現金", "Cash on hand"],
    ["1002", "debit", "银行存款", "銀行存款", "Cash at bank"],
    ["1012", "debit", "其他货币资金", "其他貨幣資金", "Other monetary funds"],
    ["1012.01", "debit", "其他货币资金—Stripe", "其他貨幣資金—Stripe", "Stripe clearing"],
    ["1122", "debit", "应收账款", "應收帳款", "Trade receivables"],
    ["1221", "debit", "其他应收款", "其他應收款", "Other receivables"],
    ["2202", "credit", "应付账款", "應付帳款", "Trade payables"],
    ["2202.01", "credit", "应付账款—合作社", "應付帳款—合作社", "Owed to cooperatives"],
    ["2202.02", "credit", "应付账款—村集体", "應付帳款—村集體", "Owed to village collectives"],
    ["2203", "credit", "预收账款", "預收帳款", "Advances from customers"],
    ["2221", "credit", "应交税费", "應交稅費", "Taxes payable"],
    ["2241", "credit", "其他应付款", "其他應付款", "Other payables"],
    ["2241.01", "credit", "其他应付款—待结算货款", "其他應付款—待結算貨款", "Sale money to be settled"],
    ["2241.02", "credit", "其他应付款—主播", "其他應付款—主播", "Owed to hosts"],
    ["2241.03", "credit", "其他应付款—联盟资金", "其他應付款—聯盟資金", "Alliance fund"],
    ["3001", "credit", "实收资本", "實收資本", "Paid-in capital"],
    ["3103", "credit", "本年利润", "本年利潤", "Profit of the year"],
    ["3104", "credit", "利润分配", "利潤分配", "Distribution of profit"],
    ["5001", "credit", "主营业务收入", "主營業務收入", "Operating income"],
    ["5001.01", "credit", "主营业务收入—平台服务", "主營業務收入—平台服務", "Portal service income"],
    ["5301", "credit", "营业外收入", "營業外收入", "Non-operating income"],
    ["5401", "debit", "主营业务成本", "主營業務成本", "Operating costs"],
    ["5403", "debit", "税金及附加", "稅金及附加", "Taxes and surcharges"],
    ["5602", "debit", "管理费用", "管理費用", "Administrative expenses"],
    ["5603", "debit", "财务费用", "財務費用", "Financial expenses"],
    ["5603.01", "debit", "财务费用—支付手续费", "財務費用—支付手續費", "Payment fees"],
    ["5603.02", "both", "财务费用—汇兑差额", "財務費用—匯兌差額", "Exchange differences"],
    ["5711", "debit", "营业外支出", "營業外支出", "Non-operating expenses"],
    ["5801", "debit", "所得税费用", "所得稅費用", "Income tax"],
  ],
};
