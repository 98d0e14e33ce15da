import { ok, type Refusal, type Result, refuse } from "~/kernel/result";

export const MOST_PHOTOS = 9;
export const LONGEST_ALT = 60;

export type TooManyPhotos = Refusal<"TooManyPhotos">;
/** It is not among the photographs of this listing, or no longer. */
export type PhotoNotFound = Refusal<"PhotoNotFound">;

/** What moves a photograph among the others. */
export const PHOTO_MOVES = ["up", "down", "cover", "remove"] as const;
export type PhotoMove = (typeof PHOTO_MOVES)[number];

/** The photographs in their new order, cover first. What cannot go further stays where it is. */
export function movedPhotos(
  imageIds: readonly string[],
  imageId: string,
  move: PhotoMove,
): Result<readonly string[], PhotoNotFound> {
  const at = imageIds.indexOf(imageId);
  if (at === -1) return refuse({ code: "PhotoNotFound" });
  const others = imageIds.filter((id) => id !== imageId);
  if (move === "remove") return ok(others);
  const to = move === "cover" ? 0 : Math.max(0, move === "up" ? at - 1 : at + 1);
  return ok(others.toSpliced(to, 0, imageId));
}
