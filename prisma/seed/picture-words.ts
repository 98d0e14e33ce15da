import { t } from "./texts";

/** What is to be seen on each picture of goods, square and wide, for those who do not see it. */
export const PICTURE_WORDS = {
  "garlic-sprouts": [
    t(
      "剪纸：一把蒜苗，叶子舒展，根上带着蒜头",
      "Paper-cut: a bunch of green garlic with spreading leaves and bulbs at the root",
    ),
    t("剪纸长幅：一排捆好的蒜苗", "Wide paper-cut: bundles of green garlic in a row"),
  ],
  "goat-milk": [
    t("剪纸：一只奶山羊，两边各一瓶鲜奶", "Paper-cut: a dairy goat between two bottles of milk"),
    t("剪纸长幅：草坡上的奶山羊和奶瓶", "Wide paper-cut: dairy goats and milk bottles on a meadow"),
  ],
  shiitake: [
    t("剪纸：三朵香菇，伞面开着花纹", "Paper-cut: three shiitake, their caps cut with blossoms"),
    t("剪纸长幅：菌棒上长出的香菇", "Wide paper-cut: shiitake growing from their logs"),
  ],
  "wood-ear": [
    t("剪纸：一段椴木上层层叠叠的木耳", "Paper-cut: layers of wood ear on a log"),
    t("剪纸长幅：椴木上的一排木耳", "Wide paper-cut: wood ear along a log"),
  ],
  millet: [
    t("剪纸：一束扎起来的谷子，谷穗低垂", "Paper-cut: a tied sheaf of millet with hanging ears"),
    t("剪纸长幅：一片垂头的谷子", "Wide paper-cut: a field of bowing millet"),
  ],
  apples: [
    t("剪纸：三个苹果，中间一个切开见籽", "Paper-cut: three apples, the middle one cut open to its seeds"),
    t("剪纸长幅：枝头的苹果", "Wide paper-cut: apples on the branch"),
  ],
  tomatoes: [
    t("剪纸：藤上的三个西红柿", "Paper-cut: three tomatoes on the vine"),
    t("剪纸长幅：一串西红柿和叶子", "Wide paper-cut: a truss of tomatoes among leaves"),
  ],
  peaches: [
    t("剪纸：一个大蜜桃，桃身开着花", "Paper-cut: a large honey peach with a blossom in its side"),
    t("剪纸长幅：枝叶间的蜜桃", "Wide paper-cut: honey peaches among leaves"),
  ],
  honey: [
    t("剪纸：一坛蜂蜜，一只蜜蜂停在上头", "Paper-cut: a jar of honey with a bee above it"),
    t("剪纸长幅：蜂箱、花枝和蜜蜂", "Wide paper-cut: hives, blossom and bees"),
  ],
  "shine-muscat": [
    t("剪纸：一串阳光玫瑰葡萄，两片大叶", "Paper-cut: a bunch of Shine Muscat under two broad leaves"),
    t("剪纸长幅：架上的几串葡萄", "Wide paper-cut: bunches of grapes on the trellis"),
  ],
  cherries: [
    t("剪纸：并蒂的两颗樱桃", "Paper-cut: two cherries on one stem"),
    t("剪纸长幅：枝头成对的樱桃", "Wide paper-cut: pairs of cherries on the branch"),
  ],
  tea: [
    t("剪纸：一只盖碗里立着茶芽，两边热气", "Paper-cut: tea shoots standing in a bowl, steam on either side"),
    t("剪纸长幅：茶芽与一盏热茶", "Wide paper-cut: tea shoots and a steaming bowl"),
  ],
  "sweet-potato": [
    t("剪纸：几只蜜薯，前面一只切开", "Paper-cut: honey sweet potatoes, one cut open in front"),
    t("剪纸长幅：带藤的蜜薯", "Wide paper-cut: sweet potatoes on their vine"),
  ],
  "black-rabbit": [
    t("剪纸：圆窗里的一只兔子", "Paper-cut: a rabbit in a round window"),
    t("剪纸长幅：草坡上的兔子", "Wide paper-cut: rabbits on a slope"),
  ],
} as const;
export type PictureKey = keyof typeof PICTURE_WORDS;
