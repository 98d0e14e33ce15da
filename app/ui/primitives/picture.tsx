import { imageAddress, sourceSet } from "~/kernel/image-address";
import { classes } from "./classes";

/** What a picture needs to be shown: sizes that exist, and colours to stand in until it has come. */
export interface PictureOf {
  readonly key: string;
  readonly width: number;
  readonly height: number;
  readonly widths: readonly number[];
  readonly blur: string;
  readonly alt: string;
}

interface PictureProps {
  readonly of: PictureOf;
  /** How wide it will stand, as the `sizes` attribute says it. */
  readonly sizes: string;
  /** The page's main picture is fetched first; the others wait until they are near. */
  readonly first?: boolean;
  readonly className?: string;
}

const FALLBACK_WIDTH = 480;

/** A picture in the format and size the browser wants, on its own blurred colours until it has come. */
export function Picture({ of, sizes, first = false, className }: PictureProps) {
  const fallback = of.widths.find((width) => width >= FALLBACK_WIDTH) ?? of.widths.at(-1) ?? of.width;
  return (
    <picture>
      <source type="image/avif" srcSet={sourceSet(of.key, of.widths, "avif")} sizes={sizes} />
      <source type="image/webp" srcSet={sourceSet(of.key, of.widths, "webp")} sizes={sizes} />
      <img
        src={imageAddress(of.key, fallback, "jpeg")}
        alt={of.alt}
        width={of.width}
        height={of.height}
        sizes={sizes}
        loading={first ? "eager" : "lazy"}
        decoding={first ? "sync" : "async"}
        style={{ backgroundImage: `url(${of.blur})`, backgroundSize: "cover" }}
        className={classes("h-auto w-full", className)}
      />
    </picture>
  );
}
