import { useTranslations } from "use-intl";
import { CopyField } from "~/ui/primitives/copy-field";

/** The link of an invitation, shown this once. */
export function LinkToSend({ link }: { link: string }) {
  const words = useTranslations("team.link");
  return (
    <div role="status" className="rounded-card bg-field-tint p-4">
      <p className="text-17 font-semibold">{words("title")}</p>
      <p className="mt-1 text-15 text-ink-2">{words("text")}</p>
      <CopyField
        text={link}
        label={words("label")}
        copyWord={words("copy")}
        copiedWord={words("copied")}
        kind="field"
      />
    </div>
  );
}
