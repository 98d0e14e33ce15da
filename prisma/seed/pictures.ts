import { invariant } from "~/kernel/invariant";
import { inParallel } from "./parallel";

/** The drawings travel inside the built program, so that the seed needs no file beside it. */
const DRAWINGS: Readonly<Record<string, string>> = import.meta.glob("./illustrations/*/*.svg", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** Takes a drawing in and gives its id. */
export type TakePicture = (drawing: Uint8Array) => Promise<string>;

/** As many as the pipeline works on at a time. */
const AT_ONCE = 2;

/** All drawings by their name: that of the file without its ending. */
export async function takePictures(take: TakePicture): Promise<ReadonlyMap<string, string>> {
  const taken = new Map<string, string>();
  await inParallel(Object.entries(DRAWINGS), AT_ONCE, async ([file, svg]) => {
    const name = file.replace(/^.*\/|\.svg$/g, "");
    taken.set(name, await take(new TextEncoder().encode(svg)));
  });
  invariant(taken.size > 0, "the drawings are there");
  return taken;
}
