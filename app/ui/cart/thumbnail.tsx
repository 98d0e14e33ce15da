import { imageAddress } from "~/kernel/image-address";

const SMALL = 160;
const SMALL_TWICE = 320;

/** A cover beside a line. The name stands next to it, so the picture says nothing to screen readers. */
export function Thumbnail({ imageKey }: { imageKey: string | null }) {
  return (
    <span className="block size-18 shrink-0 overflow-hidden rounded-control bg-line">
      {imageKey !== null && (
        <img
          src={imageAddress(imageKey, SMALL, "webp")}
          srcSet={`${imageAddress(imageKey, SMALL, "webp")} 1x, ${imageAddress(imageKey, SMALL_TWICE, "webp")} 2x`}
          alt=""
          width={72}
          height={72}
          loading="lazy"
          className="size-full object-cover"
        />
      )}
    </span>
  );
}
