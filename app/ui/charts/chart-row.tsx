import type { ReactNode } from "react";

/**
 * Charts of one matter: on a phone side by side under the thumb, the edge of the next one showing, so that the page stays
 * short; on a wide screen two abreast.
 */
export function ChartRow({ children }: { children: ReactNode }) {
  return (
    <div className="-mx-4 mt-5 flex snap-x scroll-px-4 items-start gap-3 overflow-x-auto px-4 pb-2 *:w-[calc(100%-1rem)] *:shrink-0 *:snap-start md:mx-0 md:px-0 lg:grid lg:grid-cols-2 lg:gap-4 lg:overflow-visible lg:pb-0 lg:*:w-auto">
      {children}
    </div>
  );
}
