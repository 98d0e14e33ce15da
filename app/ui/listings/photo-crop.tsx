import { useSubmit } from "@remix-run/react";
import { type SyntheticEvent, useState } from "react";
import ReactCrop, { type PercentCrop } from "react-image-crop";
import "react-image-crop/dist/ReactCrop.css";
import { useTranslations } from "use-intl";
import { imageAddress } from "~/kernel/image-address";
import type { ListingPhoto } from "~/modules/catalog/index.server";
import { Button } from "~/ui/primitives/button";

const BEGIN: PercentCrop = { unit: "%", x: 10, y: 10, width: 80, height: 80 };
const SHOWN_WIDTH = 960;
/** What the portal cuts out at least, with a little more for rounding. */
const LEAST_PIXELS = 204;

/** Frames a part of a photograph, by finger, mouse or arrow keys; the server cuts it out. */
export default function PhotoCrop({ photo, onDone }: { photo: ListingPhoto; onDone: () => void }) {
  const words = useTranslations("listings.photo");
  const submit = useSubmit();
  const [crop, setCrop] = useState<PercentCrop>(BEGIN);
  const { key, widths, alt } = photo.image;
  const [least, setLeast] = useState(40);
  const measure = ({ currentTarget }: SyntheticEvent<HTMLImageElement>) =>
    setLeast(Math.ceil((LEAST_PIXELS / Math.max(...widths)) * currentTarget.clientWidth));
  const width = widths.find((each) => each >= SHOWN_WIDTH) ?? widths.at(-1) ?? SHOWN_WIDTH;
  const send = () => {
    const [left, top, wide, high] = [crop.x, crop.y, crop.width, crop.height].map((side) =>
      Math.floor(side * 100),
    );
    const fields = { intent: "crop", imageId: photo.imageId, left, top, width: wide, height: high };
    submit(Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)])), {
      method: "post",
    });
    onDone();
  };
  return (
    <div>
      <ReactCrop
        crop={crop}
        onChange={(_pixels, percent) => setCrop(percent)}
        minWidth={least}
        minHeight={least}
      >
        <img src={imageAddress(key, width, "jpeg")} alt={alt} onLoad={measure} />
      </ReactCrop>
      <div className="flex flex-col gap-2 p-4">
        <p className="text-15 text-ink-2">{words("cropLead")}</p>
        <Button type="button" kind="field" onClick={send}>
          {words("cropDone")}
        </Button>
      </div>
    </div>
  );
}
