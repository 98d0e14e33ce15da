import { Form, useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { REVEAL_PURPOSES, type RevealedKind, type RevealPurpose } from "~/modules/identity/reveal";
import { MOST_REVEAL_WORDS } from "~/modules/identity/reveal.forms";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { Button } from "~/ui/primitives/button";
import { TextField } from "~/ui/primitives/field";
import { Moment } from "~/ui/primitives/moment";

const CHOICES = "mt-3 grid grid-cols-[repeat(auto-fit,minmax(7rem,1fr))] gap-2";

interface RevealProps {
  readonly kind: RevealedKind;
  /** number of the order or request, or of the household: goes back with the form */
  readonly number: string;
  readonly action?: string;
  /** a form of this kind and number that came back */
  readonly answer?:
    | {
        readonly problems: Readonly<Record<string, string>>;
        readonly values: Readonly<Record<string, string>>;
      }
    | undefined;
}

/**
 * Takes a mask off for a while: each purpose is a button, so that saying what for and looking are one tap. Without
 * JavaScript the same.
 */
export function Reveal({ kind, number, action, answer }: RevealProps) {
  const words = useTranslations("reveals");
  const busy = useNavigation().state !== "idle";
  const purposes: readonly RevealPurpose[] = REVEAL_PURPOSES[kind];
  const to = action ? { action } : {};
  const problem = answer?.problems.words ?? answer?.problems.purpose;
  return (
    <details open={problem !== undefined} className="group/reveal mt-3">
      <summary className="flex min-h-12 cursor-pointer list-none items-center justify-center gap-2 rounded-control border border-line bg-card px-4 text-15 font-semibold hover:border-ink-3 group-open/reveal:hidden [&::-webkit-details-marker]:hidden">
        <Eye />
        {words(`show.${kind}`)}
      </summary>
      <div className="rounded-card border border-line bg-paper p-3">
        <p className="text-15 font-semibold">{words("what")}</p>
        <p className="text-13 text-pretty text-ink-2">{words(`told.${kind}`)}</p>
        <Form method="post" {...to} preventScrollReset className={CHOICES}>
          <WhatFor number={number} />
          {purposes
            .filter((purpose) => purpose !== "other")
            .map((purpose) => (
              <Button key={purpose} name="purpose" value={purpose} disabled={busy} className="min-h-12">
                {words(`purposes.${purpose}`)}
              </Button>
            ))}
          <KeptDraft form={`reveal/${kind}/${number}`} />
        </Form>
        {/* A form of its own: the enter key presses a form's first button. */}
        <Form
          method="post"
          {...to}
          preventScrollReset
          className="mt-3 grid grid-cols-[1fr_auto] items-start gap-2"
        >
          <WhatFor number={number} />
          <TextField
            label={words("purposes.other")}
            name="words"
            autoComplete="off"
            maxLength={MOST_REVEAL_WORDS}
            defaultValue={answer?.values.words ?? ""}
            error={problem && words("sayWhat")}
          />
          <Button name="purpose" value="other" disabled={busy} className="mt-7 min-h-12">
            {words("showIt")}
          </Button>
          <KeptDraft form={`reveal-other/${kind}/${number}`} />
        </Form>
      </div>
    </details>
  );
}

function WhatFor({ number }: { number: string }) {
  return (
    <>
      <input type="hidden" name="intent" value="reveal" />
      <input type="hidden" name="number" value={number} />
    </>
  );
}

/** How long what is behind a mask stays on the page. */
export interface ShownFor {
  readonly until: Date;
  readonly leftMs: number;
}

const A_MOMENT_MS = 500;

/** Until when what was behind the mask stays on the page; then the page puts the mask back by itself. */
export function ShownUntil({ until, leftMs }: ShownFor) {
  const words = useTranslations("reveals");
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setTimeout(revalidate, leftMs + A_MOMENT_MS);
    return () => clearTimeout(timer);
  }, [leftMs, revalidate]);
  return (
    <p className="mt-2 text-13 text-ink-3">
      {words.rich("until", { at: () => <Moment key="at" at={until} /> })}
    </p>
  );
}

function Eye() {
  return (
    <svg viewBox="0 0 20 20" aria-hidden className="size-5 text-ink-2" fill="none" stroke="currentColor">
      <path d="M2 10s3-5.2 8-5.2S18 10 18 10s-3 5.2-8 5.2S2 10 2 10Z" strokeWidth="1.5" />
      <circle cx="10" cy="10" r="2.3" strokeWidth="1.5" />
    </svg>
  );
}
