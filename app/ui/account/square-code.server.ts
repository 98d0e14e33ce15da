import { create } from "qrcode";

/** A QR code as one path on a grid of `size` modules, four of them quiet on each side as ISO/IEC 18004 asks. */
export interface SquareCode {
  readonly size: number;
  readonly path: string;
}

const QUIET = 4;

/** Drawn on the server: no script and no picture that could be kept anywhere. */
export function squareCode(text: string): SquareCode {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const { size } = modules;
  let path = "";
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (modules.get(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
    }
  }
  return { size: size + 2 * QUIET, path };
}
