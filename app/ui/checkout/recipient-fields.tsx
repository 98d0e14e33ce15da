import { useTranslations } from "use-intl";
import { MAX_NOTE_LENGTH, MAX_RECIPIENT_LENGTH, MAX_STREET_LENGTH } from "~/modules/ordering/checkout-terms";
import { TextArea, TextField } from "~/ui/primitives/field";
import { useProblemWords } from "./problem-words";

interface RecipientFieldsProps {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, string>> | undefined;
}

/** Who the parcel is for and to which door it goes. */
export function RecipientFields({ values, problems }: RecipientFieldsProps) {
  const words = useTranslations("checkout.who");
  const problem = useProblemWords(problems);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        name="recipient"
        label={words("recipient")}
        hint={words("recipientHint")}
        error={problem("recipient")}
        defaultValue={values.recipient}
        maxLength={MAX_RECIPIENT_LENGTH}
        autoComplete="name"
        enterKeyHint="next"
      />
      <TextField
        name="phone"
        type="tel"
        inputMode="tel"
        label={words("phone")}
        hint={words("phoneHint")}
        error={problem("phone")}
        defaultValue={values.phone}
        maxLength={20}
        autoComplete="tel-national"
        enterKeyHint="next"
      />
      <TextField
        name="street"
        label={words("street")}
        hint={words("streetHint")}
        error={problem("street")}
        defaultValue={values.street}
        maxLength={MAX_STREET_LENGTH}
        autoComplete="street-address"
        enterKeyHint="next"
        className="sm:col-span-2"
      />
      <TextArea
        name="note"
        rows={2}
        label={words("note")}
        optional={words("optional")}
        hint={words("noteHint")}
        error={problem("note")}
        defaultValue={values.note}
        maxLength={MAX_NOTE_LENGTH}
        className="sm:col-span-2"
      />
    </div>
  );
}
