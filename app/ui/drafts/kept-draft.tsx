import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/primitives/button";
import { Moment } from "~/ui/primitives/moment";
import { useKeptDraft } from "./use-kept-draft";

/**
 * Stands inside a desk's form as its last child: gives it a request key, keeps what is typed in it, and says so where that
 * matters. `form` names the form among all of a person, such as `ship/D4K7-9QXM-2TB`. The route's action is wrapped in `once`
 * (http/once.server.ts), and it exports what send-kept.ts says. Without JavaScript this is a hidden field and nothing else.
 */
export function KeptDraft({ form }: { form: string }) {
  const { field, firstKey, note, discard, sendAgain } = useKeptDraft(form);
  const words = useTranslations("drafts");
  const online = useOnline();
  return (
    // Without a word to say it takes no room between the form's fields.
    <div className="col-span-full not-has-[p]:absolute" aria-live="polite">
      <input ref={field} type="hidden" name="requestKey" defaultValue={firstKey} suppressHydrationWarning />
      {note?.kind === "kept" && (
        <p className="flex flex-wrap items-center gap-x-2 text-13 text-ink-3">
          {words.rich("kept", { at: () => <Moment key="at" at={new Date(note.at)} /> })}
          <Button type="button" kind="quiet" size="small" className="min-h-11 px-1!" onClick={discard}>
            {words("discard")}
          </Button>
        </p>
      )}
      {note?.kind === "unsent" && (
        <div className="rounded-control bg-amber-tint p-3 text-15">
          <p className="font-semibold text-amber">{words(online ? "unsent" : "noSignal")}</p>
          <p className="mt-1 text-13 text-ink-2">
            {words(online ? "unsentText" : "noSignalText")}{" "}
            {words.rich("kept", { at: () => <Moment key="at" at={new Date(note.at)} /> })}
          </p>
          <div className="mt-2 flex flex-wrap gap-2">
            <Button type="button" disabled={note.sending} onClick={sendAgain} className="flex-1">
              {words("sendNow")}
            </Button>
            <Button type="button" kind="quiet" disabled={note.sending} onClick={discard}>
              {words("discard")}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}

/** What the browser believes of its line; it errs only on the side of having one. */
function useOnline(): boolean {
  const [online, setOnline] = useState(true);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    look();
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return online;
}
