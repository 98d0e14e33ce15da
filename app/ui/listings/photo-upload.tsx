import { useRevalidator } from "@remix-run/react";
import { type ChangeEvent, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { RefusalCode } from "~/http/refusals";
import { useInLocale } from "~/ui/frame/alternate-languages";
import { Button } from "~/ui/primitives/button";
import { RefusedNotice } from "~/ui/primitives/refused";

type Progress =
  | { readonly is: "idle" | "sent" | "failed" }
  | { readonly is: "refused"; readonly code: RefusalCode }
  | { readonly is: "sending"; readonly at: number; readonly count: number; readonly share: number };

/** Takes photographs from camera or gallery. They are sent one by one as soon as they are chosen. */
export function PhotoUpload({ to }: { to: string }) {
  const words = useTranslations("listings.photo");
  const inLocale = useInLocale();
  const { revalidate } = useRevalidator();
  const [isAlive, setIsAlive] = useState(false);
  const [progress, setProgress] = useState<Progress>({ is: "idle" });
  useEffect(() => setIsAlive(true), []);
  const address = inLocale(to);

  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(target.files ?? [])];
    target.value = "";
    for (const [index, file] of files.entries()) {
      const at = index + 1;
      const tell = (share: number) => setProgress({ is: "sending", at, count: files.length, share });
      tell(0);
      const answer = await send(address, file, tell);
      revalidate();
      if (answer !== "sent") {
        setProgress(answer === "failed" ? { is: "failed" } : { is: "refused", code: answer });
        return;
      }
    }
    setProgress({ is: "sent" });
  };

  return (
    <form method="post" action={address} encType="multipart/form-data" className="flex flex-col gap-2">
      <label className="flex min-h-14 cursor-pointer items-center justify-center rounded-card border-2 border-dashed border-line bg-card px-4 text-17 font-semibold hover:border-ink-3 has-focus-visible:outline-2 has-focus-visible:outline-indigo">
        {words("add")}
        <input
          type="file"
          name="photo"
          accept="image/*"
          multiple
          disabled={progress.is === "sending"}
          className={isAlive ? "sr-only" : "ml-3 max-w-48 text-13"}
          {...(isAlive ? { onChange: choose } : {})}
        />
      </label>
      {!isAlive && <Button kind="primary">{words("addPlain")}</Button>}
      <p className="text-13 text-ink-3">{words("formats")}</p>
      <div role="status" className="empty:hidden">
        {progress.is === "sending" && (
          <>
            <p className="text-15">{words("sending", { at: progress.at, count: progress.count })}</p>
            <progress className="w-full accent-field" max={1} value={progress.share} />
          </>
        )}
        {progress.is === "sent" && <p className="text-15 font-semibold text-field">{words("sent")}</p>}
        {progress.is === "failed" && <p className="text-15 text-vermilion">{words("failed")}</p>}
      </div>
      {progress.is === "refused" && <RefusedNotice code={progress.code} />}
    </form>
  );
}

/** `fetch` cannot say how much has been sent. */
function send(
  to: string,
  file: File,
  tell: (share: number) => void,
): Promise<"sent" | "failed" | RefusalCode> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", to);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => tell(total > 0 ? loaded / total : 0);
    request.onerror = () => resolve("failed");
    request.onload = () => {
      const { refused } = (request.response ?? {}) as { readonly refused?: RefusalCode | null };
      resolve(request.status === 201 ? "sent" : (refused ?? "failed"));
    };
    const form = new FormData();
    form.append("photo", file);
    request.send(form);
  });
}
