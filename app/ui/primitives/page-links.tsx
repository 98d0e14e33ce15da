import { ButtonLink } from "./button";

interface Way {
  readonly to: string;
  readonly says: string;
  /** Fetched as soon as the way to it can be seen. */
  readonly prefetch?: "viewport";
}

interface PageLinksProps {
  /** to the pages before this one: to the first of them, or to the last */
  readonly back?: Way | false | "" | null | undefined;
  readonly next: Way | false | "" | null | undefined;
}

/** The ways from one page of a list to the others, under its end; nothing where this page is the whole list. */
export function PageLinks({ back, next }: PageLinksProps) {
  if (!back && !next) return null;
  return (
    <nav className="mt-6 flex justify-center gap-3 print:hidden">
      {back && <To {...back} />}
      {next && <To {...next} />}
    </nav>
  );
}

function To({ says, ...link }: Way) {
  return <ButtonLink {...link}>{says}</ButtonLink>;
}
