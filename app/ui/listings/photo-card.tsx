import { Form } from "@remix-run/react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { ListingPhoto } from "~/modules/catalog/index.server";
import { LONGEST_ALT } from "~/modules/catalog/listing/photos";
import { Button } from "~/ui/primitives/button";
import { CheckLine, TextField } from "~/ui/primitives/field";
import { FoldLine } from "~/ui/primitives/fold";
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
      <div className="flex flex-col gap-1 p-3">
        <Form method="post" preventScrollReset className="flex flex-wrap gap-1.5 *:grow">
          {id}
          {at > 0 && (
            <Button name="intent" value="up" className="px-2">
              {words("up")}
            </Button>
          )}
          {at < count - 1 && (
            <Button name="intent" value="down" className="px-2">
              {words("down")}
            </Button>
          )}
          {at > 0 && (
            <Button name="intent" value="cover" className="px-2">
              {words("makeCover")}
            </Button>
          )}
          {isAlive && (
            <Button type="button" className="px-2" onClick={() => setIsCropping(!isCropping)}>
              {words(isCropping ? "cropCancel" : "crop")}
            </Button>
          )}
        </Form>
        <FoldLine title={words("more")} label={words("moreOf", { number: at + 1 })}>
          <PhotoWords photo={photo} />
        </FoldLine>
      </div>
    </article>
  );
}

/** What is said of a photograph, and taking it away: seldom wanted, and not where a thumb meant something else. */
function PhotoWords({ photo }: Pick<PhotoCardProps, "photo">) {
  const words = useTranslations("listings.photo");
  const id = <input type="hidden" name="imageId" value={photo.imageId} />;
  return (
    <div className="flex flex-col gap-4 pt-1 pb-1">
      <Form method="post" preventScrollReset className="flex flex-col gap-2">
        {id}
        <TextField
          label={words("alt")}
          hint={words("altHint")}
          name="alt"
          maxLength={LONGEST_ALT}
          lang="zh-CN"
          defaultValue={photo.alt["zh-CN"]}
        />
        <TextField
          label={words("altEn")}
          name="altEn"
          maxLength={LONGEST_ALT}
          lang="en"
          defaultValue={photo.alt.en === photo.alt["zh-CN"] ? "" : photo.alt.en}
        />
        <CheckLine name="showsWeight" defaultChecked={photo.showsWeight}>
          {words("showsWeight")}
        </CheckLine>
        <Button name="intent" value="describe">
          {words("save")}
        </Button>
      </Form>
      <Form method="post" preventScrollReset>
        {id}
        <Button name="intent" value="remove" kind="quiet" wide className="text-vermilion">
          {words("remove")}
        </Button>
      </Form>
    </div>
  );
}
