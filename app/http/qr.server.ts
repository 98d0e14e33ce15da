import QRCode from "qrcode";

/** Modules of quiet ground around a code, as the standard (ISO/IEC 18004) asks for scanners' sake. */
const QUIET_MODULES = 4;

/** The path of a QR code of a text in a field of `size` × `size`, for an SVG of our own. */
export function qrPath(text: string): { readonly size: number; readonly path: string } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  let path = "";
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) path += `M${column + QUIET_MODULES} ${row + QUIET_MODULES}h1v1h-1z`;
    }
  }
  return { size: modules.size + 2 * QUIET_MODULES, path };
}
