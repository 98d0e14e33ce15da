/** Mainland mobile numbers: eleven digits, the second from 3 on. */
export const MOBILE_PATTERN = /^1[3-9]\d{9}$/;

/** A number without what people type around it: spaces, dashes, the country code. Not yet proven to be one. */
export function plainMobile(typed: string): string {
  return typed.replaceAll(/[\s-]/g, "").replace(/^\+?86(?=1\d{10}$)/, "");
}
