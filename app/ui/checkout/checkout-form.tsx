import { Form, useNavigation, useSubmit } from "@remix-run/react";
import { type ChangeEvent, useRef } from "react";
import { useTranslations } from "use-intl";
import type { RefusalCode } from "~/http/refusals";
import type { LevelsOfRegion } from "~/http/region-field.server";
import { plainYuan } from "~/kernel/amount-text";
import { MINUTE_MS } from "~/kernel/clock";
import type { CartView } from "~/modules/ordering/cart";
import { PAY_PAGE_MS } from "~/modules/payments/payment";
import { Button } from "~/ui/primitives/button";
import { Section } from "~/ui/primitives/layout";
import { RefusedNotice } from "~/ui/primitives/refused";
import { REGION_NAMES, RegionSelect } from "~/ui/primitives/region-select";
import { CheckoutSummary } from "./checkout-summary";
import { ConsentLines } from "./consent-lines";
import { useProblemWords } from "./problem-words";
import { RecipientFields } from "./recipient-fields";

/** Everything the form is drawn from. */
export interface CheckoutPage {
  readonly view: CartView;
  readonly levels: LevelsOfRegion;
  /** A place that parcels can be addressed to; null until one is chosen. */
  readonly regionCode: string | null;
  readonly requestKey: string;
}

interface CheckoutFormProps {
  readonly page: CheckoutPage;
  readonly refused: RefusalCode | undefined;
  readonly problems: Readonly<Record<string, string>> | undefined;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * The whole checkout is one form. A change of place asks for the freight anew; without JavaScript the buttons do, and
 * everything typed comes back. The last button says the sum that is going to be paid, and sends the same sum along.
 */
export function CheckoutForm({ page, refused, problems, values }: CheckoutFormProps) {
  const words = useTranslations("checkout");
  const problem = useProblemWords(problems);
  const { view } = page;
  const notServed =
    page.regionCode !== null && view.freightFen === null ? words("cart.notSentHere") : undefined;
  return (
    <Form method="post" noValidate className="md:grid md:grid-cols-[1fr_22rem] md:items-start md:gap-x-10">
      <input type="hidden" name="requestKey" value={page.requestKey} />
      {view.totalFen !== null && <input type="hidden" name="shownTotalFen" value={String(view.totalFen)} />}
      <div>
        {refused && <RefusedNotice key={page.requestKey} code={refused} />}
        <Section title={words("where.title")} className="mt-4!">
          <Place page={page} error={problem("regionCode") ?? notServed} />
          <RecipientFields values={values} problems={problems} />
        </Section>
      </div>
      <Section title={words("summary.title")} className="md:sticky md:top-24 md:row-span-2 md:mt-4!">
        <CheckoutSummary view={view} />
      </Section>
      <Section title={words("consents.title")} className="md:mt-8!">
        <ConsentLines fresh={view.fresh} values={values} problems={problems} />
        <Submit totalFen={view.totalFen} />
      </Section>
    </Form>
  );
}

/** The selects of the place. Each choice is taken into the address, so that the total is right and reloading keeps it. */
function Place({ page, error }: { page: CheckoutPage; error: string | undefined }) {
  const words = useTranslations("checkout.where");
  const submit = useSubmit();
  const around = useRef<HTMLDivElement>(null);
  const follow = (event: ChangeEvent<HTMLDivElement>) => {
    const chosen = event.target as unknown as HTMLSelectElement;
    const level = REGION_NAMES.indexOf(chosen.name as (typeof REGION_NAMES)[number]);
    const above = around.current?.querySelectorAll("select")[level - 1]?.value ?? "";
    const region = chosen.value || above;
    submit(region ? { region } : {}, { method: "get", replace: true, preventScrollReset: true });
  };
  return (
    <div ref={around} onChange={follow} className="mb-4">
      <RegionSelect
        legend={words("region")}
        levels={page.levels}
        hint={page.view.freightFen === null ? words("hint") : undefined}
        error={error}
      />
    </div>
  );
}

function Submit({ totalFen }: { totalFen: bigint | null }) {
  const words = useTranslations("checkout");
  const navigation = useNavigation();
  const sending = navigation.state !== "idle" && navigation.formMethod === "POST";
  return (
    <div className="sticky bottom-0 z-20 -mx-4 mt-4 bg-paper/95 px-4 py-3 backdrop-blur-sm md:static md:mx-0 md:bg-transparent md:px-0">
      {totalFen === null ? (
        <Button name="intent" value="total" kind="primary" size="large" wide>
          {words("submitTotal")}
        </Button>
      ) : (
        <Button name="intent" value="place" kind="primary" size="large" wide disabled={sending}>
          {sending ? words("submitWaiting") : words("submit", { total: `¥${plainYuan(totalFen)}` })}
        </Button>
      )}
      <p className="mt-2 text-center text-13 text-balance text-ink-3">
        {words("submitHint", { minutes: Math.floor(PAY_PAGE_MS / MINUTE_MS) })}
      </p>
    </div>
  );
}
