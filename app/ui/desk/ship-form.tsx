import { Form, useNavigation } from "@remix-run/react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { Button } from "~/ui/primitives/button";
import { TextField } from "~/ui/primitives/field";

const CARRIERS = ["sf", "zto", "yto", "sto", "yunda", "jt", "ems", "jd", "deppon"] as const;

/** What somebody packing needs to know of where a parcel goes. */
export interface ParcelAddress {
  readonly recipient: string;
  readonly phone: string;
  readonly region: string;
  readonly street: string | null;
  readonly note: string;
  readonly contact: "masked" | "shown" | "locked";
}

interface ShipFormProps {
  readonly number: string;
  /** where the form is sent to; the list and the order's own page both take it */
  readonly action?: string;
  readonly problems: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

/** Carrier and waybill. Whatever carrier is typed is taken; the usual ones are offered. */
export function ShipForm({ number, action, problems, values }: ShipFormProps) {
  const words = useTranslations("desk.orders");
  const said = useTranslations("desk.problems");
  const listId = useId();
  const busy = useNavigation().state !== "idle";
  const problem = (field: string) => {
    const code = problems[field] as Parameters<typeof said>[0] | undefined;
    return code && said.has(code) ? said(code) : code;
  };
  return (
    <Form
      method="post"
      {...(action ? { action } : {})}
      preventScrollReset
      className="grid gap-3 sm:grid-cols-[10rem_1fr_auto]"
    >
      <input type="hidden" name="intent" value="ship" />
      <input type="hidden" name="number" value={number} />
      <TextField
        label={words("carrier")}
        name="carrier"
        list={listId}
        maxLength={40}
        required
        defaultValue={values.carrier ?? ""}
        error={problem("carrier")}
      />
      <TextField
        label={words("waybill")}
        name="waybill"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={60}
        required
        defaultValue={values.waybill ?? ""}
        error={problem("waybill")}
      />
      <Button kind="primary" disabled={busy} className="min-h-12 sm:mt-7 sm:self-start">
        {words("ship")}
      </Button>
      <KeptDraft form={`ship/${number}`} />
      <datalist id={listId}>
        {CARRIERS.map((carrier) => (
          <option key={carrier} value={words(`carriers.${carrier}`)} />
        ))}
      </datalist>
    </Form>
  );
}

/** The address as it goes on the waybill, easy to select as a whole. */
export function AddressLabel({ address }: { address: ParcelAddress }) {
  const words = useTranslations("desk.orders");
  const hidden = useTranslations("reveals");
  return (
    <div className="text-15">
      <p className={address.contact === "shown" ? "select-all" : ""}>
        {address.contact !== "locked" && (
          <>
            <span className="font-semibold">{address.recipient}</span>{" "}
            <span className="figures">{address.phone}</span>
            <br />
          </>
        )}
        {address.region}
        {address.street && <span className="block">{address.street}</span>}
      </p>
      {address.contact === "locked" && <p className="text-13 text-ink-3">{hidden("locked")}</p>}
      {address.note && (
        <p className="mt-1 text-amber">
          {words("note")} {address.note}
        </p>
      )}
    </div>
  );
}
