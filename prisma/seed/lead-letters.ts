import type { HeardFrom } from "~/modules/wholesale/index.server";
import type { VillageKey } from "./villages";

/** A step at the desk, so many days from today; negative in the past. */
export interface LeadStep {
  readonly day: number;
  readonly hour: number;
  readonly act: "open" | "answer" | "plan" | "win" | "lose";
  readonly words: string;
  /** For `plan`: the day on which it is due. */
  readonly dueDay?: number;
}

export interface LeadLetter {
  readonly village: VillageKey;
  /** The product whose offer is asked about; null for a request to the cooperative at large. */
  readonly offerOf: string | null;
  /** The live session by whose link the buyer came. */
  readonly session: string | null;
  readonly day: number;
  readonly hour: number;
  readonly variety: string;
  readonly grade: string;
  readonly grams: bigint;
  /** Days from the day it is sent. */
  readonly neededFrom: number;
  readonly neededUntil: number;
  readonly regionCode: string;
  readonly company: string;
  readonly contact: string;
  readonly heardFrom: HeardFrom;
  readonly note: string;
  readonly steps: readonly LeadStep[];
}

const TONNE = 1_000_000n;

/** 询盘. Firms carry the word for "example", since there is no such firm; their words stay in Chinese as typed. */
export const LEAD_LETTERS: readonly LeadLetter[] = [
  {
    village: "lengdixia",
    offerOf: null,
    session: "ditou-diyichang",
    day: -24,
    hour: 11.2,
    variety: "蒜苗",
    grade: "一级，白长12厘米以上",
    grams: 12n * TONNE,
    neededFrom: 3,
    neededUntil: 20,
    regionCode: "620102",
    company: "兰州河沿鲜菜行（示例）",
    contact: "马先生",
    heardFrom: "live",
    note: "看了地头直播，货不错。能不能分三车走，每车四吨左右，到兰州批发市场？",
    steps: [
      { day: -24, hour: 14, act: "open", words: "" },
      {
        day: -24,
        hour: 14.5,
        act: "answer",
        words:
          "马老板您好，分三车可以，上车价按五吨以上那一档算。头一车周四能装，您看要不要先寄一箱样子过去？",
      },
      { day: -23, hour: 10, act: "plan", words: "寄样十斤，电话确认第一车时间", dueDay: -21 },
      { day: -20, hour: 17, act: "win", words: "样品认可，定金已到，三车排在本月" },
    ],
  },
  {
    village: "lengdixia",
    offerOf: null,
    session: "ditou-dierchang",
    day: -10,
    hour: 12.4,
    variety: "蒜苗",
    grade: "一级",
    grams: 8n * TONNE,
    neededFrom: 4,
    neededUntil: 25,
    regionCode: "640104",
    company: "银川湖城蔬菜配送（示例）",
    contact: "纳女士",
    heardFrom: "live",
    note: "给学校食堂配菜用，要干净、捆小把。两天一车，每车一吨半，价格怎么走？",
    steps: [
      { day: -10, hour: 15, act: "open", words: "" },
      {
        day: -10,
        hour: 16,
        act: "answer",
        words:
          "纳经理，小把可以捆，每把一斤，多收一点人工。两天一车我们排得开，报价单发您邮箱了，也可以来地里看看。",
      },
      { day: -6, hour: 9.5, act: "plan", words: "等客户看样回话，带她看二组那块地", dueDay: 2 },
    ],
  },
  {
    village: "lengdixia",
    offerOf: "lengdixia-suanmiao",
    session: "ditou-disanchang",
    day: -2,
    hour: 19.3,
    variety: "蒜苗",
    grade: "一级或二级",
    grams: 10n * TONNE,
    neededFrom: 5,
    neededUntil: 30,
    regionCode: "620502",
    company: "天水秦岭果菜购销部（示例）",
    contact: "康先生",
    heardFrom: "live",
    note: "自己有车，地头装货可以便宜多少？二级的也要一部分。",
    steps: [],
  },
  {
    village: "yangzhuang",
    offerOf: null,
    session: null,
    day: -31,
    hour: 10.1,
    variety: "杨庄西红柿",
    grade: "单果180克以上",
    grams: 6n * TONNE,
    neededFrom: 5,
    neededUntil: 40,
    regionCode: "110106",
    company: "北京南城鲜选超市（示例）",
    contact: "齐女士",
    heardFrom: "search",
    note: "要每周两次到货，带合格证和检测报告。",
    steps: [
      { day: -31, hour: 11, act: "open", words: "" },
      {
        day: -31,
        hour: 11.5,
        act: "answer",
        words: "合格证每批都有，检测报告随货。每周两次可以，到货价我们核一下运费再报。",
      },
      { day: -22, hour: 16, act: "lose", words: "账期要六十天，谈不拢" },
    ],
  },
  {
    village: "ganquan",
    offerOf: null,
    session: null,
    day: -8,
    hour: 15.7,
    variety: "黄小米",
    grade: "当年新米",
    grams: 5n * TONNE,
    neededFrom: 10,
    neededUntil: 60,
    regionCode: "510107",
    company: "成都禾谷粮油（示例）",
    contact: "曾先生",
    heardFrom: "fair",
    note: "展会上尝过，想做自己的小袋，五斤一袋，能代加工吗？",
    steps: [
      { day: -7, hour: 9.2, act: "open", words: "" },
      {
        day: -7,
        hour: 9.6,
        act: "answer",
        words: "可以代加工，袋子您出版面，我们这边真空封口。五吨起，二十天交货。",
      },
      { day: -7, hour: 9.8, act: "plan", words: "等对方寄袋样，核加工费", dueDay: 3 },
    ],
  },
  {
    village: "dongbailong",
    offerOf: null,
    session: null,
    day: -1,
    hour: 16.2,
    variety: "红富士苹果",
    grade: "75毫米以上",
    grams: 15n * TONNE,
    neededFrom: 7,
    neededUntil: 45,
    regionCode: "440106",
    company: "广州岭南果品（示例）",
    contact: "冼女士",
    heardFrom: "acquaintance",
    note: "年前两车，冷链到江南市场，请报到货价。",
    steps: [{ day: -1, hour: 17, act: "open", words: "" }],
  },
];
