import { badParameter, noSuch } from "./errors";
import type { FormHash } from "./form-decoding";
import { hash, integer, list, optional, type Reader, readParams, text } from "./params";
import type { Window } from "./table";

const second = integer({ max: 99_999_999_999 });
const bounds = hash({
  gt: optional(second),
  gte: optional(second),
  lt: optional(second),
  lte: optional(second),
});

/** `created=1700000000`, or a hash of bounds. */
const createdWindow: Reader<Window> = (value, path) => {
  if (typeof value !== "string") return bounds(value, path);
  const moment = second(value, path);
  return { gte: moment, lte: moment };
};

const paging = {
  limit: optional(integer({ min: 1, max: 100 })),
  starting_after: optional(text()),
  ending_before: optional(text()),
  created: optional(createdWindow),
  expand: optional(list(text(), { min: 1, max: 10 })),
};
type Paging = { [K in keyof typeof paging]: ReturnType<(typeof paging)[K]> };

/** Something that can be paged through: places count from 0, oldest first. */
export interface Source<T> {
  place(id: string): number | undefined;
  range(window: Window): { from: number; to: number };
  at(place: number): T | undefined;
}

/** A few records at hand, oldest first, as a source. */
export function fewRecords<T extends { readonly id: string; readonly created: number }>(
  records: readonly T[],
): Source<T> {
  const inside = (record: T, { gt, gte, lt, lte }: Window) =>
    record.created > (gt ?? -1) &&
    record.created >= (gte ?? 0) &&
    record.created < (lt ?? Number.POSITIVE_INFINITY) &&
    record.created <= (lte ?? Number.POSITIVE_INFINITY);
  return {
    place: (id) => {
      const place = records.findIndex((record) => record.id === id);
      return place === -1 ? undefined : place;
    },
    range: (window) => {
      const from = records.findIndex((record) => inside(record, window));
      const last = records.findLastIndex((record) => inside(record, window));
      return from === -1 ? { from: 0, to: 0 } : { from, to: last + 1 };
    },
    at: (place) => records[place],
  };
}

/** Reads a list request's parameters: paging, plus the list's own filters. */
export function readListParams<S extends Record<string, Reader<unknown>>>(filters: S, form: FormHash) {
  return readParams({ ...paging, ...filters }, form);
}

export interface Page<T> {
  readonly records: T[];
  readonly hasMore: boolean;
}

/**
 * One page, newest first.
 * @param what the object's name, for the refusal of a cursor that points nowhere.
 */
export function pageThrough<T>(
  source: Source<T>,
  params: Paging,
  what: string,
  matches: (record: T) => boolean,
): Page<T> {
  const { starting_after: after, ending_before: before, limit = 10 } = params;
  if (after !== undefined && before !== undefined) {
    throw badParameter("You may only specify one of: starting_after, ending_before.", "ending_before");
  }
  const range = source.range(params.created ?? {});
  const from = before === undefined ? range.from : Math.max(range.from, cursor(source, before, what) + 1);
  const to = after === undefined ? range.to : Math.min(range.to, cursor(source, after, what));
  // Going back to newer pages starts at the cursor and walks towards the newest.
  const backwards = before !== undefined;
  const found: T[] = [];
  for (let step = 0; step < to - from && found.length <= limit; step += 1) {
    const record = source.at(backwards ? from + step : to - 1 - step);
    if (record !== undefined && matches(record)) found.push(record);
  }
  const records = found.slice(0, limit);
  return { records: backwards ? records.reverse() : records, hasMore: found.length > limit };
}

function cursor<T>(source: Source<T>, id: string, what: string): number {
  const place = source.place(id);
  if (place === undefined) throw noSuch(what, id, "parameter", "starting_after");
  return place;
}

/** Stripe's envelope for a list. */
export function listReply(url: string, data: readonly unknown[], hasMore: boolean): Record<string, unknown> {
  return { object: "list", data, has_more: hasMore, url };
}
