import type { ImageView } from "~/modules/catalog/index.server";
import { Picture } from "~/ui/primitives/picture";

interface GalleryProps {
  readonly images: readonly ImageView[];
  /** What the pictures are of, for screen readers. */
  readonly name: string;
}

/** Pictures side by side, slid by the thumb or with the arrow keys; the first one fills the width. */
export function Gallery({ images, name }: GalleryProps) {
  return (
    <section
      aria-label={name}
      // What scrolls must be reachable for those who have only a keyboard.
      tabIndex={images.length > 1 ? 0 : undefined}
      className="-mx-4 flex snap-x snap-mandatory overflow-x-auto [scrollbar-width:none] md:mx-0 md:rounded-card"
    >
      {images.map((image, index) => (
        <div key={image.key} className="aspect-square w-full shrink-0 snap-center overflow-hidden bg-line">
          <Picture
            of={image}
            sizes="(min-width: 52rem) 34rem, 100vw"
            first={index === 0}
            className="h-full object-cover"
          />
        </div>
      ))}
    </section>
  );
}
