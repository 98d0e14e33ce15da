/** The set widths of a picture, in pixels. A picture exists in those that are not wider than its original. */
export const IMAGE_WIDTHS = [160, 320, 480, 640, 960, 1280, 1920] as const;

/** Every picture exists in all formats, the one browsers should try first named first. */
export const IMAGE_FORMATS = ["avif", "webp", "jpeg"] as const;
export type ImageFormat = (typeof IMAGE_FORMATS)[number];

/** One rendition of a picture, as its address names it. */
export interface ImageAddress {
  readonly key: string;
  readonly width: number;
  readonly format: ImageFormat;
}

/** Address of one rendition; what it shows never changes, so it may be kept forever. */
export function imageAddress(key: string, width: number, format: ImageFormat): string {
  return `/media/${key}/${width}.${format}`;
}

/** The `srcset` of one format: every width the picture exists in. */
export function sourceSet(key: string, widths: readonly number[], format: ImageFormat): string {
  return widths.map((width) => `${imageAddress(key, width, format)} ${width}w`).join(", ");
}

const ADDRESS = /^\/media\/([0-9a-f]{32})\/([1-9]\d{0,3})\.(avif|webp|jpeg)$/;

/** Reads the path of an address; undefined when it is none. */
export function readImageAddress(path: string): ImageAddress | undefined {
  const [, key, width, format] = ADDRESS.exec(path) ?? [];
  if (key === undefined || width === undefined) return undefined;
  return { key, width: Number(width), format: format as ImageFormat };
}
