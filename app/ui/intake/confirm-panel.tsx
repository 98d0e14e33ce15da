import { Form, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { answeredIntent } from "~/ui/drafts/answered-form";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { Button } from "~/ui/primitives/button";
import { TextField } from "~/ui/primitives/field";
import { Fold } from "~/ui/primitives/fold";
import { Notice } from "~/ui/primitives/notice";
import { Qr } from "./qr";
import { SignaturePad } from "./signature-pad";
import { type IntakeAnswer, useProblem } from "./use-problem";

interface ConfirmPanelProps {
  /** the household's own page */
  readonly link: string;
  readonly qr: { readonly size: number; readonly path: string };
  /** null where the household has told no telephone */
  readonly sms: SmsState | null;
  /** whoever is signed in here, and so sees the household sign */
  readonly witness: string;
  readonly answer: IntakeAnswer | undefined;
  readonly number: string;
}

interface SmsState {
  /** masked */
  readonly phone: string;
  readonly outcome: "sent" | "failed" | null;
  readonly demoMessage: string | null;
}

/**
 * The household says yes: by the code that only its own telephone gets, or by writing its name here before a witness. Its
 * page, behind the QR code, is for reading: nothing on it lets anybody agree in the household's stead. One way lies open,
 * the code where there is a telephone to send it to; the other is one tap away.
 */
export function ConfirmPanel({ link, qr, sms, witness, answer, number }: ConfirmPanelProps) {
  const words = useTranslations("intake.slip");
  const signing = answeredIntent(answer) === "sign";
  return (
    <div className="grid items-start gap-4 md:grid-cols-2">
      <section className="rounded-card border border-line bg-card p-4">
        <h2 className="text-17">{words(sms ? "byCode" : "toRead")}</h2>
        <p className="mt-1 text-15 text-ink-2">{words(sms ? "byCodeText" : "noPhone")}</p>
        <div className="mt-3 flex items-center gap-4">
          <Qr code={qr} label={words("qr")} className="size-24 shrink-0 rounded-control" />
          <a
            href={link}
            className="flex min-h-11 items-center text-15 text-indigo underline underline-offset-4"
          >
            {words("openPage")}
          </a>
        </div>
        {sms && <Code {...{ sms, answer, number }} />}
      </section>
      <Fold title={words("bySignature")} open={sms === null || signing}>
        <Sign {...{ witness, answer, number }} />
      </Fold>
    </div>
  );
}

/** First it is sent, then it is said back: what is next stands out. */
function Code({ sms, answer, number }: Pick<ConfirmPanelProps, "answer" | "number"> & { sms: SmsState }) {
  const words = useTranslations("intake.slip");
  const busy = useNavigation().state !== "idle";
  const { problem } = useProblem(answer, "confirm");
  const isNext = sms.outcome === "sent" || answeredIntent(answer) === "confirm";
  return (
    <>
      <SmsCode sms={sms} busy={busy} number={number} isNext={!isNext} />
      <Form method="post" className="mt-4 grid gap-3">
        <TextField
          label={words("code")}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={8}
          required
          error={problem("code")}
        />
        <Button
          kind={isNext ? "primary" : "second"}
          size="large"
          name="intent"
          value="confirm"
          disabled={busy}
        >
          {words("confirm")}
        </Button>
        <KeptDraft form={`confirm/${number}`} />
      </Form>
    </>
  );
}

function Sign({ witness, answer, number }: Pick<ConfirmPanelProps, "witness" | "answer" | "number">) {
  const words = useTranslations("intake.slip");
  const busy = useNavigation().state !== "idle";
  const { problem } = useProblem(answer, "sign");
  return (
    <div className="border-t border-line p-4">
      <p className="mb-3 text-15 text-ink-2">{words("bySignatureText")}</p>
      <Form method="post">
        <SignaturePad busy={busy}>
          <label className="flex min-h-11 items-center gap-3 py-1 text-15">
            <input
              type="checkbox"
              name="witnessed"
              value="yes"
              required
              className="size-6 shrink-0 accent-field"
            />
            {words("witnessed", { name: witness })}
          </label>
          {problem("witnessed") && <p className="text-13 text-vermilion">{problem("witnessed")}</p>}
        </SignaturePad>
        <KeptDraft form={`sign/${number}`} />
      </Form>
    </div>
  );
}

interface SmsCodeProps {
  readonly sms: SmsState;
  readonly busy: boolean;
  readonly number: string;
  readonly isNext: boolean;
}

/** The code by a message to the household's telephone, which says weight, price and amount besides. */
function SmsCode({ sms, busy, number, isNext }: SmsCodeProps) {
  const words = useTranslations("intake.slip.sms");
  return (
    <Form method="post" className="mt-4 grid gap-2">
      {sms.outcome === "failed" && <Notice tone="wait">{words("failed")}</Notice>}
      {sms.outcome === "sent" && (
        <p role="status" className="text-15 text-field">
          {words("sent", { phone: sms.phone })}
        </p>
      )}
      {sms.demoMessage && (
        <Notice tone="wait" title={words("demo")}>
          <span className="wrap-anywhere">{sms.demoMessage}</span>
        </Notice>
      )}
      <Button kind={isNext ? "primary" : "second"} size="large" name="intent" value="sms" disabled={busy}>
        {words(sms.outcome === null ? "send" : "again", { phone: sms.phone })}
      </Button>
      <KeptDraft form={`sms/${number}`} />
    </Form>
  );
}
