import { Form } from "@remix-run/react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { ListingPhoto } from "~/modules/catalog/index.server";
import { LONGEST_ALT } from "~/modules/catalog/listing/photos";
import { Button } from "~/ui/primitives/button";
import { CheckLine, TextField } from "~/ui/primitives/field";
import { Mark } from "~/ui/primitives/notice";
import { Picture } from "~/ui/primitives/picture";

/** Only who crops loads what one crops with. */
const PhotoCrop = lazy(() => import("./photo-crop"));

interface PhotoCardProps {
  readonly photo: ListingPhoto;
  readonly at: number;
  readonly count: number;
}

/** One photograph: its place among the others, its words, cropping and taking away. */
export function PhotoCard({ photo, at, count }: PhotoCardProps) {
  const words = useTranslations("listings.photo");
  const [isCropping, setIsCropping] = useState(false);
  const [isAlive, setIsAlive] = useState(false);
  useEffect(() => setIsAlive(true), []);
  const id = <input type="hidden" name="imageId" value={photo.imageId} />;
  return (
    <article className="overflow-hidden rounded-card border border-line bg-card">
      <div className="relative">
        {isCropping ? (
          <Suspense fallback={<Picture of={photo.image} sizes="42rem" />}>
            <PhotoCrop photo={photo} onDone={() => setIsCropping(false)} />
          </Suspense>
        ) : (
          <Picture
            of={photo.image}
            sizes="(width >= 36rem) 26rem, 100vw"
            className="aspect-square object-cover"
          />
        )}
        <span className="absolute top-2 left-2">
          <Mark tone={at === 0 ? "good" : "plain"}>
            {at === 0 ? words("cover") : words("number", { number: at + 1 })}
          </Mark>
        </span>
      </div>
      <div className="flex flex-col gap-3 p-4">
        <Form method="post" className="flex flex-wrap gap-2 *:grow">
          {id}
          {at > 0 && (
            <Button name="intent" value="up" className="max-sm:px-2.5">
              {words("up")}
            </Button>
          )}
          {at < count - 1 && (
            <Button name="intent" value="down" className="max-sm:px-2.5">
              {words("down")}
            </Button>
          )}
          {at > 0 && (
            <Button name="intent" value="cover" className="max-sm:px-2.5">
              {words("makeCover")}
            </Button>
          )}
          {isAlive && (
            <Button type="button" className="max-sm:px-2.5" onClick={() => setIsCropping(!isCropping)}>
              {words(isCropping ? "cropCancel" : "crop")}
            </Button>
          )}
          <Button name="intent" value="remove" kind="quiet" className="max-sm:px-2.5">
            {words("remove")}
          </Button>
        </Form>
        <Form method="post" className="flex flex-col gap-2">
          {id}
          <TextField
            label={words("alt")}
            hint={words("altHint")}
            name="alt"
            maxLength={LONGEST_ALT}
            defaultValue={photo.alt["zh-CN"]}
          />
          <CheckLine name="showsWeight" defaultChecked={photo.showsWeight}>
            {words("showsWeight")}
          </CheckLine>
          <Button name="intent" value="describe">
            {words("save")}
          </Button>
        </Form>
      </div>
    </article>
  );
}
