import { type RefObject, useEffect, useRef, useState } from "react";
import { newId } from "~/kernel/ids";
import { browserNow } from "./browser-clock";
import { useDraftOwner } from "./draft-owner";
import { browserDrafts, type Draft, type KeptField } from "./draft-store";
import { fillFields, readFields, sameFields } from "./form-fields";
import { onSent } from "./send-kept";

/** What the person should know of a form's draft. */
export type DraftNote =
  | { readonly kind: "kept"; readonly at: number }
  | { readonly kind: "unsent"; readonly at: number; readonly sending: boolean };

export interface KeptDraftState {
  /** for the hidden field that carries the request key; it stands inside the form */
  readonly field: RefObject<HTMLInputElement>;
  readonly firstKey: string;
  readonly note: DraftNote | undefined;
  readonly discard: () => void;
  readonly sendAgain: () => void;
}

/**
 * Keeps what is typed into the form around its hidden field, under the form's own name, for the person of `DraftOwner`: through
 * a reload, a dead battery, a lost signal. A draft that was sent without an answer waits for the person to send it again, under
 * the same request key.
 */
export function useKeptDraft(formId: string): KeptDraftState {
  const field = useRef<HTMLInputElement>(null);
  const [firstKey] = useState(() => newId(browserNow()));
  const [note, setNote] = useState<DraftNote>();
  const person = useDraftOwner();
  const keeper = useRef<Keeper>();

  useEffect(() => {
    const form = field.current?.form;
    if (!form || !field.current) return;
    const made = keepDraft({ form, keyField: field.current, person, formId, setNote });
    keeper.current = made;
    return made.stop;
  }, [person, formId]);

  return {
    field,
    firstKey,
    note,
    discard: () => keeper.current?.discard(),
    sendAgain: () => keeper.current?.sendAgain(),
  };
}

interface Keeper {
  readonly stop: () => void;
  readonly discard: () => void;
  readonly sendAgain: () => void;
}

interface KeeperOptions {
  readonly form: HTMLFormElement;
  readonly keyField: HTMLInputElement;
  readonly person: string | undefined;
  readonly formId: string;
  readonly setNote: (note: DraftNote | undefined) => void;
}

/** A pack added by a tap has fields, and in them one that calls for another. */
const MOST_ROUNDS = 4;

function keepDraft({ form, keyField, person = "", formId, setNote }: KeeperOptions): Keeper {
  const drafts = browserDrafts();
  let pristine = readFields(form);
  let button: Draft["button"];
  // Kept here and written into its field when the form is sent: drawing the note anew, React puts the first key back there.
  let key = keyField.value;
  let stopHearing = () => {};
  let later: ReturnType<typeof setTimeout> | undefined;
  let isFilling = false;
  let isTyped = false;

  const keep = (unsent: boolean): Draft => {
    const fields = readFields(form);
    const draft: Draft = {
      key,
      fields,
      keptAt: browserNow().getTime(),
      unsent,
      ...(button && { button }),
    };
    if (person && (unsent || !sameFields(fields, pristine))) drafts.keep(person, formId, draft);
    else drafts.forget(person, formId);
    return draft;
  };
  const hear = () => {
    stopHearing();
    stopHearing = onSent(key, (outcome) => {
      if (outcome === "arrived") startAfresh();
      else if (outcome === "unsent") setNote({ kind: "unsent", at: browserNow().getTime(), sending: false });
      else if (outcome === "keyUsed") takeNewKey();
      else settle();
    });
  };
  const settle = () => {
    keep(false);
    setNote(undefined);
  };
  /** What was sent first stands; what is typed now is another request, if the person still wants it. */
  const takeNewKey = () => {
    key = newId(browserNow());
    settle();
    hear();
  };
  /** The next filling-in of this form is another request. */
  const startAfresh = () => {
    drafts.forget(person, formId);
    setNote(undefined);
    key = newId(browserNow());
    hear();
  };
  /** Fills the form, and again once the page has drawn what the fields filled in call for. What it does is nobody's typing. */
  const putBack = (fields: readonly KeptField[], round = 1) => {
    isFilling = true;
    const missing = fillFields(form, fields);
    isFilling = false;
    if (missing.length > 0 && round < MOST_ROUNDS) later = setTimeout(() => putBack(fields, round + 1));
  };
  const restore = ({ fields, keptAt, unsent, ...draft }: Draft) => {
    ({ key, button } = draft);
    putBack(fields);
    showPlace(form);
    setNote(unsent ? { kind: "unsent", at: keptAt, sending: false } : { kind: "kept", at: keptAt });
  };

  // By then the page has drawn what it shows only with JavaScript, which belongs to the form as it was. Whoever was quicker
  // keeps what was typed: an older draft does not take its place.
  later = setTimeout(() => {
    if (isTyped) return hear();
    pristine = readFields(form);
    const found = person ? drafts.find(person, formId, browserNow().getTime()) : undefined;
    if (found && (found.unsent || differs(found.fields, pristine))) restore(found);
    hear();
  });
  const stopWatching = watch(form, {
    typed: () => {
      if (isFilling) return;
      isTyped = true;
      keep(false);
    },
    submitted: (pressed) => {
      keyField.value = key;
      button = pressed ?? button;
      keep(true);
      setNote(undefined);
    },
  });

  return {
    stop: () => {
      clearTimeout(later);
      stopWatching();
      stopHearing();
    },
    discard: () => {
      putBack(pristine);
      startAfresh();
    },
    sendAgain: () => {
      setNote({ kind: "unsent", at: browserNow().getTime(), sending: true });
      form.requestSubmit(button ? buttonOf(form, button) : null);
    },
  };
}

function differs(kept: readonly KeptField[], pristine: readonly KeptField[]): boolean {
  return kept.length > 0 && !sameFields(kept, pristine);
}

interface Watcher {
  readonly typed: () => void;
  readonly submitted: (button: Draft["button"]) => void;
}

function watch(form: HTMLFormElement, { typed, submitted }: Watcher): () => void {
  const onSubmit = (event: SubmitEvent) => {
    const pressed = event.submitter;
    const named = pressed instanceof HTMLButtonElement && pressed.name !== "";
    submitted(named ? { name: pressed.name, value: pressed.value } : undefined);
  };
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  // Before anybody else hears of it, so that what is sent is what was kept.
  form.addEventListener("submit", onSubmit, { capture: true });
  return () => {
    form.removeEventListener("input", typed);
    form.removeEventListener("change", typed);
    form.removeEventListener("submit", onSubmit, { capture: true });
  };
}

function buttonOf(form: HTMLFormElement, { name, value }: NonNullable<Draft["button"]>) {
  const buttons = [...form.querySelectorAll<HTMLButtonElement>("button[name]")];
  return buttons.find((button) => button.name === name && button.value === value) ?? null;
}

/** Unfolds whatever the form is folded away in, so that what was kept is seen. */
function showPlace(form: HTMLFormElement): void {
  for (let fold = form.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) {
    fold.open = true;
  }
}
