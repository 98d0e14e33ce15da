import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { IntakeChoices } from "~/modules/intake/index.server";
import { GRADE_NAMES, GRADES, type Grade } from "~/modules/intake/slip";
import { SelectField, TextField } from "~/ui/primitives/field";
import { FoldLine } from "~/ui/primitives/fold";

/** A field that the form around it knows the value of. */
export interface HeldField {
  readonly name: string;
  readonly value: string;
  readonly onChange: (event: { target: { value: string } }) => void;
  readonly error: string | undefined;
}

interface DeliveryGoodsProps {
  readonly products: IntakeChoices["products"];
  readonly values: Readonly<Record<string, string>>;
  readonly today: string;
  readonly problem: (field: string) => string | undefined;
  readonly field: (name: string) => HeldField;
  readonly chooseProduct: (productId: string) => void;
  /** All of it was said for the household before. */
  readonly isKnown: boolean;
}

const GOODS_FIELDS = ["productId", "variety", "grade", "specification", "price", "harvestedOn"] as const;

/** What was brought and at which price; one line that unfolds where the household before brought the same. */
export function DeliveryGoods({ isKnown, ...goods }: DeliveryGoodsProps) {
  const words = useTranslations("intake.delivery");
  const locale = useLocale();
  const { products, values, problem } = goods;
  // A browser stays silent about a field in a fold that it will not send.
  const [isWrong, setIsWrong] = useState(false);
  if (!isKnown) return <GoodsFields {...goods} />;
  const grade = GRADES.find((each) => each === values.grade) ?? ("first" satisfies Grade);
  return (
    <section
      className="rounded-card border border-line bg-card px-4 py-2"
      onInvalidCapture={() => setIsWrong(true)}
    >
      <p className="text-15">
        <span className="font-semibold">{products.find(({ id }) => id === values.productId)?.name}</span>
        <span className="figures text-ink-2">
          {" "}
          {words("sameGoods", {
            variety: values.variety ?? "",
            grade: GRADE_NAMES[grade][locale],
            price: values.price ?? "",
            day: values.harvestedOn ?? "",
          })}
        </span>
      </p>
      <FoldLine
        title={words("otherGoods")}
        open={isWrong || GOODS_FIELDS.some((name) => problem(name) !== undefined) || undefined}
      >
        <div className="grid gap-4 pt-1 pb-2">
          <GoodsFields {...goods} />
        </div>
      </FoldLine>
    </section>
  );
}

function GoodsFields({
  products,
  values,
  today,
  problem,
  field,
  chooseProduct,
}: Omit<DeliveryGoodsProps, "isKnown">) {
  const words = useTranslations("intake.delivery");
  const locale = useLocale();
  const value = (name: string) => values[name] ?? "";
  return (
    <>
      <SelectField
        label={words("product")}
        name="productId"
        required
        value={value("productId")}
        onChange={(event) => chooseProduct(event.target.value)}
        error={problem("productId")}
      >
        <option value="">{words("choose")}</option>
        {products.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </SelectField>
      <div className="grid grid-cols-2 gap-3">
        <TextField label={words("variety")} maxLength={40} required {...field("variety")} />
        <SelectField label={words("grade")} required {...field("grade")}>
          {GRADES.map((grade) => (
            <option key={grade} value={grade}>
              {GRADE_NAMES[grade][locale]}
            </option>
          ))}
        </SelectField>
      </div>
      <TextField
        label={words("specification")}
        maxLength={60}
        hint={words("specificationHint")}
        {...field("specification")}
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={words("price")}
          inputMode="decimal"
          autoComplete="off"
          required
          {...field("price")}
        />
        <TextField
          label={words("harvestedOn")}
          type="date"
          required
          name="harvestedOn"
          defaultValue={value("harvestedOn") || today}
          max={today}
          error={problem("harvestedOn")}
        />
      </div>
    </>
  );
}
