// Makes the compressed twin of every built file once, so that no request pays for it.

import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const WORTH_IT = /\.(js|css|svg|json|txt)$/;
/** Below this many bytes the headers weigh more than what is saved. */
const SMALLEST = 512;

/** @param {string} folder the build's client folder */
export async function compressAssets(folder) {
  const names = await readdir(folder, { recursive: true });
  for (const name of names.filter((each) => WORTH_IT.test(each))) {
    const file = path.join(folder, name);
    const bytes = await readFile(file);
    if (bytes.length < SMALLEST) continue;
    const [small, smaller] = await Promise.all([
      promisify(gzip)(bytes, { level: 9 }),
      promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    ]);
    await writeFile(`${file}.gz`, small);
    await writeFile(`${file}.br`, smaller);
  }
}
