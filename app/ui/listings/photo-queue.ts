import { useEffect, useRef, useState } from "react";
import type { RefusalCode } from "~/http/refusals";
import type { ListingPhoto } from "~/modules/catalog/index.server";
import { refusalAtSight, type Sent, sendPhoto } from "./send-photo";
import { shrinkPhoto } from "./shrink-photo";

/** How often a busy portal is asked again before the person is. */
const MOST_WAITS = 6;

/** Where a photograph is on its way. `left`: it has not arrived, and is still at hand. */
export type PhotoStage =
  | { readonly is: "chosen" | "making" | "queued" | "sent" | "left" }
  | { readonly is: "sending"; readonly share: number }
  | { readonly is: "refused"; readonly code: RefusalCode };

export interface QueuedPhoto {
  /** Telephones call every photograph the same. */
  readonly id: number;
  readonly name: string;
  /** An address of this page's own to show it by. */
  readonly preview: string;
  readonly stage: PhotoStage;
}

export interface PhotoQueue {
  readonly photos: readonly QueuedPhoto[];
  readonly isBusy: boolean;
  readonly choose: (files: readonly File[]) => void;
  /** Sends what has not arrived, from where it stopped. */
  readonly goOn: () => void;
}

/**
 * Sends chosen photographs one by one. What did not arrive stays at hand until the person says to go on; leaving the
 * page before that is asked about, because a browser gives a chosen file to nobody twice.
 */
export function usePhotoQueue(
  address: string,
  onArrived: (photos: readonly ListingPhoto[]) => void,
): PhotoQueue {
  const [photos, setPhotos] = useState<readonly QueuedPhoto[]>([]);
  const [isBusy, setIsBusy] = useState(false);
  const files = useRef(new Map<number, File>());
  const lastId = useRef(0);
  const hasWork = photos.some(({ stage }) => stage.is !== "sent" && stage.is !== "refused");
  useStayingPut(hasWork);

  const place = (id: number, stage: PhotoStage) =>
    setPhotos((all) => all.map((photo) => (photo.id === id ? { ...photo, stage } : photo)));

  const sendAll = async (ids: readonly number[]) => {
    setIsBusy(true);
    for (const [index, id] of ids.entries()) {
      const file = files.current.get(id);
      if (!file) continue;
      const answer = await sendPatiently(address, file, (stage) => place(id, stage));
      if (answer.is === "lost" || answer.is === "busy") {
        for (const each of ids.slice(index)) place(each, { is: "left" });
        break;
      }
      place(id, answer.is === "refused" ? answer : { is: "sent" });
      files.current.delete(id);
      if (answer.is === "sent") onArrived(answer.photos);
    }
    setIsBusy(false);
  };

  return {
    photos,
    isBusy,
    choose: (chosen) => {
      const waiting = photos.filter(({ stage }) => stage.is === "left");
      for (const { id, preview } of photos) if (!files.current.has(id)) URL.revokeObjectURL(preview);
      const added = chosen.map((file) => {
        lastId.current += 1;
        files.current.set(lastId.current, file);
        const stage: PhotoStage = { is: "chosen" };
        return { id: lastId.current, name: file.name, preview: URL.createObjectURL(file), stage };
      });
      setPhotos([...waiting, ...added]);
      void sendAll([...waiting, ...added].map(({ id }) => id));
    },
    goOn: () => void sendAll(photos.filter(({ stage }) => stage.is === "left").map(({ id }) => id)),
  };
}

function useStayingPut(hasWork: boolean): void {
  useEffect(() => {
    if (!hasWork) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [hasWork]);
}

/** Comes back by itself where too many are sending; the person is asked only when that has not helped. */
async function sendPatiently(address: string, file: File, say: (stage: PhotoStage) => void): Promise<Sent> {
  const code = refusalAtSight(file);
  if (code) return { is: "refused", code };
  say({ is: "sending", share: 0 });
  const small = await shrinkPhoto(file);
  for (let waits = 0; ; waits += 1) {
    // Once all of it is there, the portal turns it upright and makes its sizes.
    const tell = (share: number) => say(share === 1 ? { is: "making" } : { is: "sending", share });
    const answer = await sendPhoto(address, small, tell);
    if (answer.is !== "busy" || waits === MOST_WAITS) return answer;
    say({ is: "queued" });
    await new Promise((resolve) => setTimeout(resolve, answer.seconds * 1000));
  }
}
