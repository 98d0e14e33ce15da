import { ORDER_EVENT_KINDS } from "./order";

/** Order of the events `e` of a timeline. Of two in the same millisecond the one that comes earlier in life stands first. */
export const EVENTS_IN_ORDER = `e.at, array_position('{${ORDER_EVENT_KINDS.join(",")}}'::text[], e.kind), e.id`;
