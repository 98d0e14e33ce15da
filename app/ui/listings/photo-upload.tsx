import { type ChangeEvent, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { ListingPhoto } from "~/modules/catalog/index.server";
import { useInLocale } from "~/ui/frame/alternate-languages";
import { Button } from "~/ui/primitives/button";
import { classes } from "~/ui/primitives/classes";
import { type PhotoQueue, type PhotoStage, type QueuedPhoto, usePhotoQueue } from "./photo-queue";

/** Named, a telephone hands over JPEG instead of a kind that no other browser shows. */
const ACCEPTED = "image/jpeg,image/png,image/webp,image/avif";

interface PhotoUploadProps {
  readonly to: string;
  /** There are as many as a listing may have; what is on its way is still told. */
  readonly isFull: boolean;
  /** Told with every photograph that has arrived what the listing has now. */
  readonly onArrived: (photos: readonly ListingPhoto[]) => void;
}

/** Takes photographs from camera or gallery. They are sent one by one as soon as they are chosen. */
export function PhotoUpload({ to, isFull, onArrived }: PhotoUploadProps) {
  const words = useTranslations("listings.photo");
  const address = useInLocale()(to);
  const [isAlive, setIsAlive] = useState(false);
  useEffect(() => setIsAlive(true), []);
  const queue = usePhotoQueue(address, onArrived);
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(target.files ?? [])];
    target.value = "";
    if (files.length > 0) queue.choose(files);
  };
  return (
    <form method="post" action={address} encType="multipart/form-data" className="flex flex-col gap-2">
      {!isFull && (
        <>
          <label className="flex min-h-14 cursor-pointer items-center justify-center rounded-card border-2 border-dashed border-line bg-card px-4 text-17 font-semibold hover:border-ink-3 has-focus-visible:outline-2 has-focus-visible:outline-indigo has-disabled:cursor-default has-disabled:text-ink-3">
            {words(queue.isBusy ? "addLater" : "add")}
            <input
              type="file"
              name="photo"
              accept={ACCEPTED}
              multiple
              disabled={queue.isBusy}
              className={isAlive ? "sr-only" : "ml-3 max-w-48 text-13"}
              {...(isAlive ? { onChange: choose } : {})}
            />
          </label>
          {!isAlive && <Button kind="primary">{words("addPlain")}</Button>}
          <p className="text-13 text-ink-3">{words("formats")}</p>
        </>
      )}
      <QueueOnItsWay {...queue} />
    </form>
  );
}

/** The chosen photographs, small, each with how far it is; what could not be taken says why. */
function QueueOnItsWay({ photos, goOn }: PhotoQueue) {
  const words = useTranslations("listings.photo");
  const refusals = useTranslations("refusals");
  const left = photos.filter(({ stage }) => stage.is === "left").length;
  const going = photos.filter(({ stage }) => stage.is !== "refused");
  const refused = photos.flatMap(({ stage, ...photo }) =>
    stage.is === "refused" ? [{ ...photo, code: stage.code }] : [],
  );
  return (
    <>
      {going.length > 0 && (
        <ul className="grid grid-cols-5 gap-2 sm:grid-cols-9">
          {going.map((photo) => (
            <Thumbnail key={photo.id} {...photo} />
          ))}
        </ul>
      )}
      <div role="status" className={classes("empty:hidden", left > 0 && "rounded-card bg-amber-tint p-3")}>
        {going.length > 0 && <HowFar photos={going} left={left} />}
        {left > 0 && (
          <Button kind="field" size="large" wide className="mt-2" onClick={goOn} type="button">
            {words("again")}
          </Button>
        )}
      </div>
      <ul className="flex flex-col gap-2 empty:hidden" aria-live="assertive">
        {refused.map(({ id, name, preview, code }) => (
          <li key={id} className="flex gap-3 rounded-card bg-vermilion-tint px-4 py-3 text-15">
            <img
              src={preview}
              alt=""
              // What the portal cannot open, this browser often cannot show either.
              onError={({ currentTarget }) => {
                currentTarget.hidden = true;
              }}
              className="size-12 shrink-0 rounded-control object-cover"
            />
            <div className="min-w-0">
              <p className="font-semibold break-all">{words("notTaken", { name })}</p>
              <p className="mt-1">{refusals(code)}</p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function HowFar({ photos, left }: { photos: readonly QueuedPhoto[]; left: number }) {
  const words = useTranslations("listings.photo");
  const count = photos.length;
  if (left > 0) return <p className="text-15">{words("failed", { count: left })}</p>;
  const at = photos.findIndex(({ stage }) => stage.is !== "sent");
  const stage = photos[at]?.stage;
  if (!stage) return <p className="text-15 font-semibold text-field">{words("sent", { count })}</p>;
  const said = stage.is === "making" ? "making" : stage.is === "queued" ? "waiting" : "sending";
  return <p className="text-15">{words(said, { at: at + 1, count })}</p>;
}

const MARK: Readonly<Partial<Record<PhotoStage["is"], string>>> = { sent: "✓", left: "!" };

function Thumbnail({ preview, stage }: QueuedPhoto) {
  const isDone = stage.is === "sent";
  const isLeft = stage.is === "left";
  return (
    <li
      className={classes(
        "relative aspect-square overflow-hidden rounded-control border-2 bg-paper",
        isDone ? "border-field" : isLeft ? "border-amber" : "border-line",
      )}
    >
      <img
        src={preview}
        alt=""
        decoding="async"
        className={classes("size-full object-cover", !isDone && "opacity-50")}
      />
      {MARK[stage.is] && (
        <span
          aria-hidden="true"
          className={classes(
            "absolute right-1 bottom-1 flex size-5 items-center justify-center rounded-full text-13 font-semibold",
            isDone ? "bg-field text-on-field" : "bg-amber-tint text-amber",
          )}
        >
          {MARK[stage.is]}
        </span>
      )}
      {(stage.is === "sending" || stage.is === "making" || stage.is === "queued") && (
        <progress
          aria-hidden="true"
          className="absolute inset-x-1 bottom-1 h-2 w-auto max-w-full accent-field"
          max={1}
          {...(stage.is === "sending" ? { value: stage.share } : {})}
        />
      )}
    </li>
  );
}
