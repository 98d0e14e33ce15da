import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { MOST_PACKS_OF_LISTING } from "~/modules/catalog/listing/draft";
import { packField } from "~/modules/catalog/listing/listing.forms";
import { Button } from "~/ui/primitives/button";
import { KeptAside } from "./kept-aside";
import type { PartProps } from "./listing-parts";
import { PackInputs } from "./pack-inputs";

/** Without JavaScript there are always this many blank packs to fill in; with it, one more by a tap. */
const BLANK_PACKS = 2;
const PLACES = Array.from({ length: MOST_PACKS_OF_LISTING }, (_, at) => at);

/** The packs of a listing, each a line that unfolds; a blank one lies open where it is the next to be written. */
export function PackFields(part: PartProps) {
  const words = useTranslations("listings");
  const isFilled = (at: number) =>
    ["name", "weight", "price.pack"].some((field) => part.values[packField(at, field)]);
  const filled = PLACES.filter(isFilled).length;
  const [shown, setShown] = useState(Math.min(MOST_PACKS_OF_LISTING, filled + BLANK_PACKS));
  const [isAlive, setIsAlive] = useState(false);
  useEffect(() => {
    setShown(Math.max(1, filled));
    setIsAlive(true);
  }, [filled]);
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-20">{words("section.packs")}</h2>
      {isAlive && <KeptAside name="packs" value={String(shown)} take={(packs) => setShown(Number(packs))} />}
      <div className="rounded-card border border-line bg-card">
        {PLACES.slice(0, shown).map((at) => (
          <PackInputs key={at} at={at} opens={!isFilled(at) && (isAlive || at === 0)} {...part} />
        ))}
      </div>
      {shown < MOST_PACKS_OF_LISTING && isAlive && (
        <Button type="button" onClick={() => setShown(shown + 1)}>
          {words("field.addPack")}
        </Button>
      )}
    </section>
  );
}
