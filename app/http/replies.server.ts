import { data } from "@remix-run/node";
import type { Refusal } from "~/kernel/result";
import { REFUSALS, type RefusalCode } from "./refusals";

/** What a page is told of a refusal: its code, which is also the key of its words under `refusals`. */
export interface Refused {
  readonly refused: RefusalCode;
}

/** Answers an action with a refusal: its status, its code and whatever facts it carries for the screen to show. */
export function refused<R extends Refusal<RefusalCode>>(refusal: R, headers?: HeadersInit) {
  const { code, ...facts } = refusal;
  const init = { status: REFUSALS[code], ...(headers ? { headers } : {}) };
  return data({ refused: code, ...facts } as { readonly refused: R["code"] } & Omit<R, "code">, init);
}
