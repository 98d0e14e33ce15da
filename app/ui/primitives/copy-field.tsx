import { useEffect, useState } from "react";
import { Button } from "./button";

interface CopyFieldProps {
  readonly text: string;
  readonly label: string;
  readonly copyWord: string;
  readonly copiedWord: string;
  readonly kind?: "field" | "second";
}

/** A text that is taken along whole: one tap copies it. Without JavaScript it is selected and copied by hand. */
export function CopyField({ text, label, copyWord, copiedWord, kind = "second" }: CopyFieldProps) {
  const [canCopy, setCanCopy] = useState(false);
  const [copied, setCopied] = useState(false);
  useEffect(() => setCanCopy("clipboard" in navigator), []);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      // Not allowed here: the text stands in the field and can be copied from it.
      () => setCanCopy(false),
    );
  return (
    <div className="mt-3 flex flex-col gap-2 sm:flex-row">
      <input
        readOnly
        value={text}
        aria-label={label}
        onFocus={(event) => event.target.select()}
        className="figures min-h-11 min-w-0 flex-1 rounded-control border border-line bg-card px-3 text-15 text-ink-2"
      />
      {canCopy && (
        <Button type="button" kind={kind} onClick={() => void copy()}>
          {copied ? copiedWord : copyWord}
        </Button>
      )}
    </div>
  );
}
