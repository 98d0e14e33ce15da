import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import type { RefusalCode } from "~/http/refusals";
import { Notice } from "./notice";

interface RefusedNoticeProps {
  readonly code: RefusalCode;
  /** What to do about it, beside the words. */
  readonly action?: React.ReactNode;
}

/** A refusal in words, where the eye and the keyboard go next after sending a form. */
export function RefusedNotice({ code, action }: RefusedNoticeProps) {
  const words = useTranslations("refusals");
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} className="scroll-mt-24 outline-none">
      <Notice tone="refused" live>
        <span className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          {words(code)}
          {action}
        </span>
      </Notice>
    </div>
  );
}
