import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/primitives/button";

/** The buyer's own address of a request, to be kept. Without JavaScript it is selected and copied by hand. */
export function SaveAddress({ address }: { address: string }) {
  const words = useTranslations("wholesale.follow");
  const [canCopy, setCanCopy] = useState(false);
  const [copied, setCopied] = useState(false);
  useEffect(() => setCanCopy("clipboard" in navigator), []);
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => setCopied(true),
      // Not allowed here: the address stands in the field and can be copied from it.
      () => setCanCopy(false),
    );
  return (
    <section className="rounded-card bg-amber-tint p-4">
      <h2 className="text-17">{words("save")}</h2>
      <p className="mt-1 text-15 text-ink-2">{words("saveText")}</p>
      <div className="mt-3 flex flex-col gap-2 sm:flex-row">
        <input
          readOnly
          value={address}
          aria-label={words("address")}
          onFocus={(event) => event.target.select()}
          className="figures min-h-11 min-w-0 flex-1 rounded-control border border-line bg-card px-3 text-15 text-ink-2"
        />
        {canCopy && (
          <Button type="button" onClick={() => void copy()}>
            {copied ? words("copied") : words("copy")}
          </Button>
        )}
      </div>
    </section>
  );
}
