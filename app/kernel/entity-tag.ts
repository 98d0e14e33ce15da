/** Whether a reader has what bears this tag: any of those in its `If-None-Match`, weakly compared, or the star (RFC 9110 §13.1.2). */
export function isKnownToReader(ifNoneMatch: string | null | undefined, etag: string): boolean {
  if (!ifNoneMatch) return false;
  if (ifNoneMatch === etag || ifNoneMatch.trim() === "*") return true;
  const opaque = etag.replace(/^W\//, "");
  return ifNoneMatch.split(",").some((tag) => tag.trim().replace(/^W\//, "") === opaque);
}
