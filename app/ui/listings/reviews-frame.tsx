import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { DeskHead } from "~/ui/desk/desk-head";

/** What stands around the review desk: the way to the shop, where one is, the languages. */
export function ReviewsFrame({ children }: { children: ReactNode }) {
  const words = useTranslations("listings.review");
  return (
    <>
      <DeskHead name={words("title")} to="/alliance/reviews" />
      <div className="pb-16">{children}</div>
    </>
  );
}
