import type { LocalizedText } from "~/kernel/text";
import { t } from "./texts";

export const VILLAGE_KEYS = [
  "lengdixia",
  "ganquan",
  "yangzhuang",
  "lishisan",
  "nangou",
  "dongbailong",
  "shouzhang",
  "zhangdan",
  "louping",
] as const;
export type VillageKey = (typeof VILLAGE_KEYS)[number];

export interface VillageData {
  readonly name: LocalizedText;
  readonly place: LocalizedText;
  readonly regionCode: string;
  readonly picture: string;
  readonly sentence: LocalizedText;
  readonly story: LocalizedText;
  readonly collective: LocalizedText;
}

/** Real places, named as examples of their cases. What they sell here, and for how much, is made up. */
export const VILLAGES: Readonly<Record<VillageKey, VillageData>> = {
  lengdixia: {
    name: t("堎底下村", "Lengdixia Village"),
    place: t("陕西省宝鸡市陇县城关镇", "Chengguan, Long County, Baoji, Shaanxi"),
    regionCode: "610327",
    picture: "village-garlic-field",
    sentence: t(
      "关山脚下的蒜苗地，手机支在田埂上就开播。",
      "Green garlic at the foot of Guanshan, sold live from a phone propped on the field bank.",
    ),
    story: t(
      "村里家家种蒜苗，过去卖多少、卖几毛，要看贩子哪天开车进村。后来供销社的电商团队把直播架到了地头：据报道，那一场卖掉了一吨三，还引来了甘肃和宁夏的三位客商，整车往外拉。现在村里照着这个路子走，地头开播，合作社装箱，大宗的另谈，每一笔分到村集体多少，账上都看得见。",
      "Every household here grows green garlic, and the price used to depend on the day a dealer's truck turned up. Then the supply and marketing cooperative's e-commerce team brought its live stream to the field. Newspapers wrote that one such session sold 1.3 tonnes and won three wholesalers from Gansu and Ningxia who came back for truckloads. The village has kept to that way: live from the field, packed by the cooperative, lorry loads agreed separately, and the collective's part of every sale open to see.",
    ),
    collective: t("陇县城关镇堎底下村股份经济合作社", "Lengdixia Village Economic Collective"),
  },
  ganquan: {
    name: t("甘泉联盟基地", "Ganquan Alliance Base"),
    place: t("陕西省延安市甘泉县工业园区", "Industrial Park, Ganquan County, Yan'an, Shaanxi"),
    regionCode: "610627",
    picture: "workshop",
    sentence: t(
      "驻村第一书记们一起开的店：香菇、木耳、小米、山地苹果。",
      "The shop that the posted first secretaries run together: mushrooms, millet and mountain apples.",
    ),
    story: t(
      "甘泉的第一书记联盟把各村的东西集中到园区里的一个基地：分拣、检测、装袋都在这里，线下柜台和网上的单子记在同一本账上。哪个村的货，批次上写着；卖了多少，回到哪个村的集体，也写着。",
      "Ganquan's alliance of first secretaries brings the villages' goods together at one base in the industrial park. Sorting, testing and bagging happen here; the counter and the web orders stand in the same books. Each lot says which village it came from, and each sale says what went back to the collective.",
    ),
    collective: t("甘泉县联盟基地联村股份经济合作社", "Ganquan Base Joint-Village Economic Collective"),
  },
  yangzhuang: {
    name: t("杨庄村", "Yangzhuang Village"),
    place: t("山东省东营市广饶县大王镇", "Dawang, Guangrao County, Dongying, Shandong"),
    regionCode: "370523",
    picture: "village-plain-greenhouses",
    sentence: t(
      "黄河三角洲上的大棚，西红柿熟在藤上才摘。",
      "Greenhouses on the Yellow River delta; the tomatoes ripen on the vine.",
    ),
    story: t(
      "大王镇把零散的小村联成片，人手、冷库和牌子合在一处用。杨庄的西红柿早有名声，沙瓤、有酸有甜；村口就是大王红·共富工坊，分拣装箱的多半是村里人，走几步路就到家。",
      "Dawang has joined its small villages into unions that share hands, cold rooms and brands. Yangzhuang's tomatoes were known long before: floury, sweet and sharp at once. The Dawang Red workshop stands at the village gate, and most of those who sort and pack there walk home for lunch.",
    ),
    collective: t("广饶县大王镇杨庄村股份经济合作社", "Yangzhuang Village Economic Collective"),
  },
  lishisan: {
    name: t("李十三村", "Lishisan Village"),
    place: t("陕西省渭南市临渭区蔺店镇", "Lindian, Linwei District, Weinan, Shaanxi"),
    regionCode: "610502",
    picture: "village-hives",
    sentence: t(
      "洋槐花开的时候，蜂箱就摆在渠边的树底下。",
      "When the acacia blooms, the hives stand under the trees along the canal.",
    ),
    story: t(
      "村名来自清代皮影戏作家李十三。村里养蜂的人家向助力团点了单：蜂蜜好，不会卖。来的老师从拍照、装瓶一直教到发货，学完就在这里上了架。蜜是一年的收成，摇一季算一季。",
      "The village is named after Li Shisan, who wrote shadow plays in Qing times. Its beekeepers filed a need: good honey, no idea how to sell it. The trainers who answered began with photographs and jars and ended with parcels, and the honey went on this shelf. It is spun once a season, and when it is gone it is gone.",
    ),
    collective: t("渭南市临渭区蔺店镇李十三村股份经济合作社", "Lishisan Village Economic Collective"),
  },
  nangou: {
    name: t("南沟社区", "Nangou Community"),
    place: t("陕西省渭南市合阳县新池镇", "Xinchi, Heyang County, Weinan, Shaanxi"),
    regionCode: "610524",
    picture: "village-vineyard",
    sentence: t(
      "专家带示范户，示范户带邻居，一串一串都套着袋。",
      "An expert teaches ten growers, each of them teaches the neighbours; every bunch wears a bag.",
    ),
    story: t(
      "这里的阳光玫瑰是“蛛网”一样铺开的：农技专家教会示范户，示范户再带周围的人家，疏果、套袋、留多少粒都按一个标准。统一分级以后，路远的买家也敢下单。",
      "Shine Muscat spread here like a web: an agronomist taught the demonstration households, and each of them took on the neighbours, with one rule for thinning, bagging and how many berries to leave. Since all grapes are graded alike, buyers far away dare to order.",
    ),
    collective: t("合阳县新池镇南沟社区股份经济合作社", "Nangou Community Economic Collective"),
  },
  dongbailong: {
    name: t("东白龙村", "Dongbailong Village"),
    place: t("陕西省渭南市澄城县韦庄镇", "Weizhuang, Chengcheng County, Weinan, Shaanxi"),
    regionCode: "610525",
    picture: "village-cherry-hills",
    sentence: t(
      "五月看樱桃，其余的日子，气调库里有苹果。",
      "Cherries in May; for the rest of the year the cold store keeps apples.",
    ),
    story: t(
      "澄城的樱桃熟得早，一场雨就能让一季白忙。村里的气调库修到一半没了钱，是几个村的第一书记凑到一起帮着收了尾。有了库，樱桃采下先预冷，苹果能从秋天卖到来年夏天，不必抢着贱卖。",
      "Chengcheng's cherries ripen early, and one rain can spoil a season. The village's controlled-atmosphere store stood half built until first secretaries from several villages put their heads together and finished it. Now cherries are cooled as they come in, and apples sell from autumn to the next summer instead of all at once.",
    ),
    collective: t("澄城县韦庄镇东白龙村股份经济合作社", "Dongbailong Village Economic Collective"),
  },
  shouzhang: {
    name: t("首章村", "Shouzhang Village"),
    place: t("福建省宁德市周宁县", "Zhouning County, Ningde, Fujian"),
    regionCode: "350925",
    picture: "village-tea-terraces",
    sentence: t(
      "云雾里的茶山，剪视频的是驻村第一书记。",
      "Tea hills in the clouds; the first secretary cuts the videos himself.",
    ),
    story: t(
      "茶山在云里，路弯，年轻人少。驻村的第一书记白天上山跟着采，晚上把镜头剪成短片，挂上村里的链接。他不拿佣金，系统里只记一笔：这单是他带来的。茶还是老师傅炒的，一锅一锅地看火。",
      "The terraces lie in cloud, the road winds, the young have left. By day the posted first secretary follows the pickers uphill; at night he cuts what he filmed and hangs the village's link under it. He takes no commission: the books only note that he brought the buyer. The tea is still pan-fired by the old master, one wok at a time.",
    ),
    collective: t("周宁县首章村股份经济合作社", "Shouzhang Village Economic Collective"),
  },
  zhangdan: {
    name: t("张淡村", "Zhangdan Village"),
    place: t("山东省东营市广饶县大王镇", "Dawang, Guangrao County, Dongying, Shandong"),
    regionCode: "370523",
    picture: "village-plain-greenhouses",
    sentence: t(
      "做齐笔的手，也会挑桃子。",
      "Hands that tie writing brushes also know how to choose a peach.",
    ),
    story: t(
      "张淡人祖上做毛笔，如今古韵张淡·共富工坊里，齐笔这门手艺还有人一支一支地扎。农闲扎笔，农忙收桃：广饶大蜜桃从初夏摘到中秋，摘不完的当天下锅做成罐头。",
      "Their forebears made brushes, and in the Old Charm Zhangdan workshop Qi brushes are still tied one by one. Brushes when the fields rest, peaches when they do not: Guangrao honey peaches are picked from early summer to the Mid-Autumn Festival, and what cannot be sold fresh goes into jars the same day.",
    ),
    collective: t("广饶县大王镇张淡村股份经济合作社", "Zhangdan Village Economic Collective"),
  },
  louping: {
    name: t("楼坪村", "Louping Village"),
    place: t("福建省宁德市周宁县", "Zhouning County, Ningde, Fujian"),
    regionCode: "350925",
    picture: "village-tea-terraces",
    sentence: t(
      "三个村联着干：这边养黑兔，那边种蜜薯。",
      "Three villages work as one: black rabbits here, honey sweet potatoes there.",
    ),
    story: t(
      "芹溪、际头、楼坪三个村联成一个组织，地不够的出人手，人不够的出地。楼坪养的黑兔吃山草，邻村的沙土地种蜜薯，卖的时候挂一块牌子，分的时候按村记账。",
      "Qinxi, Jitou and Louping joined hands: who lacks land brings labour, who lacks labour brings land. Louping's black rabbits live on hill grass, the neighbours' sandy soil grows honey sweet potatoes. They sell under one name and keep the accounts by village.",
    ),
    collective: t("周宁县楼坪村股份经济合作社", "Louping Village Economic Collective"),
  },
};
