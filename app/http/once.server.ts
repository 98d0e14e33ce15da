import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { deserialize, serialize } from "node:v8";
import { data, redirect } from "@remix-run/node";
import type { Viewer } from "~/modules/identity/index.server";
import {
  dbOfForm,
  type EarlierForm,
  type FormSentBefore,
  findEarlier,
  keepAnswer,
  type SentForm,
  SentMeanwhile,
} from "~/platform/requests/request-key.store.server";
import type { Visit } from "./door.server";
import { REFUSALS } from "./refusals";

/** The hidden field that names one filling-in of a form; ui/drafts/kept-draft.tsx puts it there. */
const KEY_FIELD = "requestKey";
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What the first sender was told, in a shape that survives the database. */
type KeptAnswer =
  | { readonly kind: "redirect"; readonly status: number; readonly location: string }
  | { readonly kind: "data"; readonly status: number | undefined; readonly value: unknown };

type FormVisit = Visit & { readonly viewer: Viewer };

/** Between its commit and its answer a sending takes milliseconds; whoever waits longer waits for a process that died. */
const ANSWER_WITHIN_MS = 1_000;
const LOOK_EVERY_MS = 25;

/**
 * Makes an action's work bear being sent twice: by a double tap, or again because the answer was lost on the way. The form's
 * `requestKey` is taken in the work's own transaction; another sending with the same content has no effect and gets the
 * first answer, one with other content is refused with `FormSentBefore`. A form without a key is worked as it comes.
 *
 *     export const action = staff("coop.orders.fulfil", cooperativeBySlug, once(async (visit) => …));
 *
 * `visit.portal.db` must be what the work writes through, as workflows do.
 */
export function once<V extends FormVisit, Answer>(work: (visit: V) => Promise<Answer>) {
  return async (visit: V) => {
    const form = await sentForm(visit);
    if (!form) return work(visit);
    const { db } = visit.portal;
    if (await findEarlier(db, form.sent)) return again<Answer>(visit, form);
    try {
      const portal = { ...visit.portal, db: dbOfForm(db, form.sent, visit.now) };
      const answer = await work({ ...visit, portal });
      await keepAnswer(db, form.sent, serialize(keepable(answer)));
      return answer;
    } catch (fault) {
      if (!(fault instanceof SentMeanwhile)) throw fault;
      return again<Answer>(visit, form);
    }
  };
}

interface ReadForm {
  readonly sent: SentForm;
  readonly values: Readonly<Record<string, string>>;
}

async function sentForm({ request, url, viewer }: FormVisit): Promise<ReadForm | undefined> {
  // What is no form is turned away by whoever reads it.
  const form = await request
    .clone()
    .formData()
    .catch(() => undefined);
  const key = form?.get(KEY_FIELD);
  if (!form || typeof key !== "string" || !UUID.test(key)) return undefined;
  const fields = [...form].filter(([name]) => name !== KEY_FIELD);
  const said = fields.map(([name, value]) =>
    typeof value === "string" ? [name, value] : [name, value.name, value.size],
  );
  const typed = fields.filter((field): field is [string, string] => typeof field[1] === "string");
  // Where it was sent to is part of what it says; the page it was sent from (a search, a tab) is not.
  const content = JSON.stringify([request.method, url.pathname, said]);
  return {
    sent: { userId: viewer.userId, key, contentHash: createHash("sha256").update(content).digest() },
    values: Object.fromEntries(typed),
  };
}

async function again<Answer>(visit: FormVisit, form: ReadForm) {
  const earlier = await waitForAnswer(visit, form.sent);
  if (!earlier.same) return sentBefore(form.values);
  const kept = earlier.answer && (deserialize(earlier.answer) as KeptAnswer);
  // Its process died before it could say more: the page as it stands now shows what came of it.
  if (!kept) return redirect(`${visit.url.pathname}${visit.url.search}`, 303) as Answer;
  if (kept.kind === "redirect") return redirect(kept.location, kept.status) as Answer;
  if (kept.status === undefined) return kept.value as Answer;
  return data(kept.value, kept.status) as Answer;
}

/** What a page is told when its form's key had been used for something else. */
export interface SentBefore {
  readonly refused: FormSentBefore["code"];
  readonly problems: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

function sentBefore(values: ReadForm["values"]) {
  const told: SentBefore = { refused: "FormSentBefore", problems: {}, values };
  return data(told, REFUSALS[told.refused]);
}

async function waitForAnswer({ portal }: FormVisit, sent: SentForm): Promise<EarlierForm> {
  for (let waited = 0; ; waited += LOOK_EVERY_MS) {
    const earlier = await findEarlier(portal.db, sent);
    if (earlier?.answer || !earlier?.same || waited >= ANSWER_WITHIN_MS) {
      return earlier ?? { same: true, answer: undefined };
    }
    await pause(LOOK_EVERY_MS);
  }
}

interface WithInit {
  readonly type: "DataWithResponseInit";
  readonly data: unknown;
  readonly init: ResponseInit | null;
}

function keepable(answer: unknown): KeptAnswer {
  if (answer instanceof Response) {
    return { kind: "redirect", status: answer.status, location: answer.headers.get("location") ?? "" };
  }
  const withInit = answer as Partial<WithInit> | null | undefined;
  if (withInit?.type === "DataWithResponseInit") {
    return { kind: "data", status: withInit.init?.status ?? 200, value: withInit.data };
  }
  return { kind: "data", status: undefined, value: answer };
}
