import { useTranslations } from "use-intl";
import { CopyField } from "~/ui/primitives/copy-field";

/** The buyer's own address of a request, to be kept. */
export function SaveAddress({ address }: { address: string }) {
  const words = useTranslations("wholesale.follow");
  return (
    <section className="rounded-card bg-amber-tint p-4">
      <h2 className="text-17">{words("save")}</h2>
      <p className="mt-1 text-15 text-ink-2">{words("saveText")}</p>
      <CopyField
        text={address}
        label={words("address")}
        copyWord={words("copy")}
        copiedWord={words("copied")}
      />
    </section>
  );
}
