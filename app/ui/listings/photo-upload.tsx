import { useRevalidator } from "@remix-run/react";
import { type ChangeEvent, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { RefusalCode } from "~/http/refusals";
import { useInLocale } from "~/ui/frame/alternate-languages";
import { Button } from "~/ui/primitives/button";
import { RefusedNotice } from "~/ui/primitives/refused";
import { refusalAtSight, type Sent, sendPhoto } from "./send-photo";

/** Named, a telephone hands over JPEG instead of a kind that no other browser shows. */
const ACCEPTED = "image/jpeg,image/png,image/webp,image/avif";
/** How often a busy portal is asked again before the person is. */
const MOST_WAITS = 6;

interface Refused {
  /** Telephones call every photograph the same. */
  readonly number: number;
  readonly name: string;
  readonly code: RefusalCode;
}

type Progress =
  | { readonly is: "idle" | "sent" }
  | {
      readonly is: "sending" | "waiting";
      readonly at: number;
      readonly count: number;
      readonly share: number;
    }
  /** These have not arrived and are still at hand. */
  | { readonly is: "stopped"; readonly left: readonly File[] };

/** Takes photographs from camera or gallery. They are sent one by one as soon as they are chosen. */
export function PhotoUpload({ to }: { to: string }) {
  const words = useTranslations("listings.photo");
  const address = useInLocale()(to);
  const { revalidate } = useRevalidator();
  const [isAlive, setIsAlive] = useState(false);
  const [progress, setProgress] = useState<Progress>({ is: "idle" });
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  useEffect(() => setIsAlive(true), []);
  const isBusy = progress.is === "sending" || progress.is === "waiting";

  const sendAll = async (files: readonly File[]) => {
    const count = files.length;
    const turnedBack: Refused[] = [];
    setRefused([]);
    for (const [index, file] of files.entries()) {
      const say = (is: "sending" | "waiting", share: number) =>
        setProgress({ is, at: index + 1, count, share });
      const answer = await sendPatiently(address, file, say);
      if (answer.is === "refused") {
        turnedBack.push({ number: index, name: file.name, code: answer.code });
        setRefused([...turnedBack]);
      }
      revalidate();
      if (answer.is === "lost" || answer.is === "busy") {
        setProgress({ is: "stopped", left: files.slice(index) });
        return;
      }
    }
    setProgress({ is: turnedBack.length < count ? "sent" : "idle" });
  };
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(target.files ?? [])];
    target.value = "";
    void sendAll(progress.is === "stopped" ? [...progress.left, ...files] : files);
  };

  return (
    <form method="post" action={address} encType="multipart/form-data" className="flex flex-col gap-2">
      <label className="flex min-h-14 cursor-pointer items-center justify-center rounded-card border-2 border-dashed border-line bg-card px-4 text-17 font-semibold hover:border-ink-3 has-focus-visible:outline-2 has-focus-visible:outline-indigo">
        {words("add")}
        <input
          type="file"
          name="photo"
          accept={ACCEPTED}
          multiple
          disabled={isBusy}
          className={isAlive ? "sr-only" : "ml-3 max-w-48 text-13"}
          {...(isAlive ? { onChange: choose } : {})}
        />
      </label>
      {!isAlive && <Button kind="primary">{words("addPlain")}</Button>}
      <p className="text-13 text-ink-3">{words("formats")}</p>
      <div role="status" className="empty:hidden">
        <UploadProgress progress={progress} again={sendAll} />
      </div>
      {refused.map(({ number, name, code }) => (
        <div key={number}>
          <p className="text-13 break-all text-ink-2">{name}</p>
          <RefusedNotice code={code} />
        </div>
      ))}
    </form>
  );
}

/** Comes back by itself where too many are sending; the person is asked only when that has not helped. */
async function sendPatiently(
  address: string,
  file: File,
  say: (is: "sending" | "waiting", share: number) => void,
): Promise<Sent> {
  const code = refusalAtSight(file);
  if (code) return { is: "refused", code };
  for (let waits = 0; ; waits += 1) {
    say("sending", 0);
    const answer = await sendPhoto(address, file, (share) => say("sending", share));
    if (answer.is !== "busy" || waits === MOST_WAITS) return answer;
    say("waiting", 0);
    await new Promise((resolve) => setTimeout(resolve, answer.seconds * 1000));
  }
}

function UploadProgress({
  progress,
  again,
}: {
  progress: Progress;
  again: (files: readonly File[]) => Promise<void>;
}) {
  const words = useTranslations("listings.photo");
  switch (progress.is) {
    case "idle":
      return null;
    case "sent":
      return <p className="text-15 font-semibold text-field">{words("sent")}</p>;
    case "sending":
    case "waiting": {
      const { is, at, count, share } = progress;
      // All is sent, and the picture is being made smaller and turned upright.
      const isBeingMade = is === "sending" && share === 1;
      return (
        <>
          <p className="text-15">{words(isBeingMade ? "making" : is, { at, count })}</p>
          <progress
            className="w-full accent-field"
            max={1}
            {...(isBeingMade || is === "waiting" ? {} : { value: share })}
          />
        </>
      );
    }
    case "stopped":
      return (
        <div className="rounded-card bg-amber-tint p-3">
          <p className="text-15">{words("failed", { count: progress.left.length })}</p>
          <Button className="mt-2" onClick={() => void again(progress.left)} type="button">
            {words("again")}
          </Button>
        </div>
      );
  }
}
