/** Sent as it is, whatever its sides: the saving would not be worth the work. */
const SMALL_BYTES = 1_500_000;
/** Wider than the widest picture that is published (1920), so that a part cut out of it is still sharp. */
const LONGEST_SIDE = 2560;
const QUALITY = 0.88;

/**
 * A telephone's photograph made small enough for a weak signal: a JPEG of five megabytes becomes one of less than one, and
 * where it was taken stays in the telephone. What is small, no JPEG, or cannot be opened here is sent as it is; the
 * portal looks at every file anyway.
 */
export async function shrinkPhoto(file: File): Promise<File> {
  if (file.size <= SMALL_BYTES || file.type !== "image/jpeg") return file;
  try {
    // Drawn upright, as the camera says it was held.
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const small = await drawnSmaller(picture);
    picture.close();
    return small && small.size < file.size ? new File([small], file.name, { type: "image/jpeg" }) : file;
  } catch {
    return file;
  }
}

function drawnSmaller(picture: ImageBitmap): Promise<Blob | null> {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const pen = canvas.getContext("2d");
  if (!pen) return Promise.resolve(null);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}
