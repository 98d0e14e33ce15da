import { unitPriceText, weightNumber } from "~/kernel/amount-text";
import type { IntakeChoices } from "~/modules/intake/index.server";
import { grossField, tareField } from "~/modules/intake/slip.forms";
import type { ShownSlip } from "./slip-facts";

/** A slip as it would have been typed, by the names of the delivery form's fields. */
export function valuesOfSlip(slip: ShownSlip): Record<string, string> {
  const { householdId, productId, harvestedOn, variety, specification, grade, weighings } = slip;
  return {
    householdId,
    productId,
    harvestedOn,
    variety,
    specification,
    grade,
    plotId: slip.plotId ?? "",
    price: unitPriceText(slip.unitPrice, "jin"),
    unit: "jin",
    ...Object.fromEntries(
      weighings.flatMap(({ grossGrams, tareGrams }, position) => [
        [grossField(position), plain(grossGrams)],
        [tareField(position), plain(tareGrams)],
      ]),
    ),
  };
}

/** What was last said of a listing's goods, by the names of the delivery form's fields. */
export function valuesOfGoods(
  last: NonNullable<IntakeChoices["products"][number]["last"]>,
): Record<string, string> {
  const { variety, specification, grade, unitPrice } = last;
  return { variety, specification, grade, price: unitPriceText(BigInt(unitPrice), "jin") };
}

const plain = (grams: bigint) => weightNumber(grams, "jin").replaceAll(",", "");
