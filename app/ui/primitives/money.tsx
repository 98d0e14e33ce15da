import { useTranslations } from "use-intl";
import { plainYuan, unitPriceText, yuanText } from "~/kernel/amount-text";
import { type Fen, packPricePer, type UnitPrice } from "~/kernel/money";
import { GRAMS_PER, type Grams, type WeightUnit } from "~/kernel/weight";
import { classes } from "./classes";
import { useRetailUnit } from "./weight";

type Tone = "price" | "plain" | "credited" | "pending" | "negative";

const TONE: Readonly<Record<Tone, string>> = {
  price: "text-vermilion",
  plain: "",
  credited: "text-field",
  pending: "text-amber",
  negative: "text-vermilion",
};

interface MoneyProps {
  readonly fen: Fen;
  readonly tone?: Tone;
  readonly className?: string;
}

/** The one way money is shown: small ¥, large yuan, small fen. Its size is that of the text around it. */
export function Money({ fen, tone = "plain", className }: MoneyProps) {
  const text = yuanText(fen);
  return (
    <span className={classes("figures whitespace-nowrap", TONE[fen < 0n ? "negative" : tone], className)}>
      {text.sign}
      <span className="text-[0.72em]">¥</span>
      {text.yuan}
      <span className="text-[0.72em]">.{text.fen}</span>
    </span>
  );
}

interface UnitPriceTextProps {
  readonly price: UnitPrice;
  readonly unit: WeightUnit;
  readonly className?: string;
}

/** A price by weight, with its unit beside it: ¥5.98/斤. */
export function PricePerWeight({ price, unit, className }: UnitPriceTextProps) {
  const words = useTranslations("units");
  return (
    <span className={classes("figures whitespace-nowrap", className)}>
      ¥{unitPriceText(price, unit)}
      <span className="text-ink-2">/{words(unit)}</span>
    </span>
  );
}

interface PackPerWeightProps {
  readonly fen: Fen;
  readonly grams: Grams;
  readonly className?: string;
}

/** What a pack comes to by weight, in the reader's retail unit: lets a buyer compare boxes (明码标价规定 art 7). */
export function PackPerWeight({ fen, grams, className }: PackPerWeightProps) {
  const words = useTranslations("units");
  const unit = useRetailUnit();
  return (
    <span className={classes("figures whitespace-nowrap", className)}>
      ¥{plainYuan(packPricePer(GRAMS_PER[unit], fen, grams))}
      <span className="text-ink-2">/{words(unit)}</span>
    </span>
  );
}
