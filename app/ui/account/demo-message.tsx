import { useTranslations } from "use-intl";
import { Notice } from "~/ui/primitives/notice";

/** The message that a demo does not send. */
export function DemoMessage({ text }: { text: string }) {
  const words = useTranslations("account");
  return (
    <Notice tone="wait" title={words("demoMessage")}>
      <span className="figures text-17 text-ink">{text}</span>
    </Notice>
  );
}
