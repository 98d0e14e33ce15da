import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/primitives/button";

/** The link of an invitation, shown this once. Without JavaScript it is selected and copied by hand. */
export function LinkToSend({ link }: { link: string }) {
  const words = useTranslations("team.link");
  const [canCopy, setCanCopy] = useState(false);
  const [copied, setCopied] = useState(false);
  useEffect(() => setCanCopy("clipboard" in navigator), []);
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      // Not allowed here: the link stands in the field and can be copied from it.
      () => setCanCopy(false),
    );
  return (
    <div role="status" className="rounded-card bg-field-tint p-4">
      <p className="text-17 font-semibold">{words("title")}</p>
      <p className="mt-1 text-15 text-ink-2">{words("text")}</p>
      <div className="mt-3 flex flex-col gap-2 sm:flex-row">
        <input
          readOnly
          value={link}
          aria-label={words("label")}
          onFocus={(event) => event.target.select()}
          className="figures min-h-11 min-w-0 flex-1 rounded-control border border-line bg-card px-3 text-15 text-ink-2"
        />
        {canCopy && (
          <Button type="button" kind="field" onClick={() => void copy()}>
            {copied ? words("copied") : words("copy")}
          </Button>
        )}
      </div>
    </div>
  );
}
