/** How browsers put it that a request found no way, which they tell by a TypeError as they tell faults of ours. */
const FOUND_NO_WAY = /fetch|network|connection|load failed/i;
/** Remix's words for an answer that broke off on the way or came from something in between. */
const BROKE_OFF = /^Unable to decode turbo-stream/;

/** Whether a page could not be read because of the line. Where a browser says it in Chinese, it knows that it is offline. */
export function isOfTheLine(error: unknown): boolean {
  if (error instanceof TypeError) return FOUND_NO_WAY.test(error.message) || navigator.onLine === false;
  return hasBrokenOff(error);
}

export function hasBrokenOff(error: unknown): boolean {
  return error instanceof Error && BROKE_OFF.test(error.message);
}
