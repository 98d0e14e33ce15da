import { useTranslations } from "use-intl";
import type { LeavingPlan } from "~/modules/intake/index.server";
import { Moment } from "~/ui/primitives/moment";
import { Notice } from "~/ui/primitives/notice";
import { namesKeptUntil } from "./leaving-until";

/** Says of a household that has left what is still kept of it, and until when. */
export function LeftNotice({ plan }: { plan: Pick<LeavingPlan, "leftAt" | "lastVoucherAt"> }) {
  const words = useTranslations("household.data.left");
  const { leftAt, lastVoucherAt } = plan;
  if (!leftAt) return null;
  return (
    <div className="mt-4">
      <Notice tone="plain">
        <p className="font-semibold">
          {words.rich("title", { at: () => <Moment key="at" at={leftAt} shape="day" /> })}
        </p>
        <p>
          {words("text")}{" "}
          {lastVoucherAt
            ? words.rich("kept", {
                at: () => <Moment key="at" at={namesKeptUntil(lastVoucherAt)} shape="day" />,
              })
            : words("gone")}
        </p>
      </Notice>
    </div>
  );
}
