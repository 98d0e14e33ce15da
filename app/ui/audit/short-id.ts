const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The end of a uuid tells things of one day apart; numbers and words that people read stay whole. */
export const shortId = (text: string) => (UUID.test(text) ? text.slice(-12) : text);
