import { promisify } from "node:util";
import { crc32, inflateRaw } from "node:zlib";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";

/** No file of Excel's newer kind (.xlsx): a picture, a CSV with another name, a document. */
export type SheetNotExcel = Refusal<"SheetNotExcel">;
/** The kind Excel wrote until 2003 (.xls). */
export type SheetOldFormat = Refusal<"SheetOldFormat">;
/** Locked with a password. */
export type SheetEncrypted = Refusal<"SheetEncrypted">;
/** It says it is a sheet and cannot be read as one. */
export type SheetDamaged = Refusal<"SheetDamaged">;
/** Unpacked, or counted in rows, columns and cells, more than is read here. */
export type SheetTooLarge = Refusal<"SheetTooLarge">;
export type UnpackRefusal = SheetNotExcel | SheetOldFormat | SheetEncrypted | SheetDamaged | SheetTooLarge;

/** All that is read of one file, unpacked. A sheet of 100,000 cells takes about 6 MB. */
export const MOST_UNPACKED_BYTES = 64_000_000;
const MOST_PARTS = 500;

const OLE = Buffer.from("d0cf11e0a1b11ae1", "hex");
/** An encrypted workbook is an old container that holds a stream of this name. */
const ENCRYPTED_PACKAGE = Buffer.from("EncryptedPackage", "utf16le");

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const STORED = 0;
const DEFLATED = 8;
const FLAG_ENCRYPTED = 1;

const inflate = promisify(inflateRaw);

export interface Part {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * The XML parts of a workbook, unpacked within bounds: sizes are counted while unpacking, whatever the file says of
 * them (APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16). Pictures, macros and the rest are never unpacked.
 */
export async function unpackWorkbook(file: Buffer): Promise<Result<readonly Part[], UnpackRefusal>> {
  if (file.subarray(0, OLE.length).equals(OLE)) {
    return refuse({ code: file.includes(ENCRYPTED_PACKAGE) ? "SheetEncrypted" : "SheetOldFormat" });
  }
  if (file.length < END_BYTES || file.readUInt32LE(0) !== LOCAL) return refuse({ code: "SheetNotExcel" });
  try {
    return await unpack(file, listed(file));
  } catch (fault) {
    if (!(fault instanceof RangeError) && !isZlibFault(fault)) throw fault;
    const isTooLong = (fault as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    return refuse({ code: isTooLong ? "SheetTooLarge" : "SheetDamaged" });
  }
}

function isZlibFault(fault: unknown): boolean {
  const code = String((fault as NodeJS.ErrnoException | undefined)?.code ?? "");
  return code.startsWith("Z_") || code === "ERR_BUFFER_TOO_LARGE";
}

interface Listed {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly packed: number;
  readonly at: number;
}

/** The directory of the archive. Reading past the end throws a RangeError, which is a damaged file. */
function listed(file: Buffer): readonly Listed[] {
  let end = file.length - END_BYTES;
  const least = Math.max(0, end - LONGEST_COMMENT);
  while (end > least && file.readUInt32LE(end) !== END) end -= 1;
  if (file.readUInt32LE(end) !== END) throw new RangeError("no end of directory");
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  const parts: Listed[] = [];
  for (let number = 0; number < count; number += 1) {
    if (file.readUInt32LE(at) !== CENTRAL) throw new RangeError("no entry where one should be");
    const nameLength = file.readUInt16LE(at + 28);
    parts.push({
      name: file.toString("utf8", at + 46, at + 46 + nameLength),
      encrypted: (file.readUInt16LE(at + 8) & FLAG_ENCRYPTED) !== 0,
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      at: file.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return parts;
}

async function unpack(
  file: Buffer,
  directory: readonly Listed[],
): Promise<Result<readonly Part[], UnpackRefusal>> {
  if (directory.some(({ encrypted }) => encrypted)) return refuse({ code: "SheetEncrypted" });
  if (!directory.some(({ name }) => name === "xl/workbook.xml")) return refuse({ code: "SheetNotExcel" });
  const wanted = directory.filter(({ name }) => /\.xml(\.rels)?$/.test(name));
  if (wanted.length > MOST_PARTS) return refuse({ code: "SheetTooLarge" });
  const parts = new Map<string, Part>();
  let left = MOST_UNPACKED_BYTES;
  for (const { name, method, packed, at } of wanted) {
    if (file.readUInt32LE(at) !== LOCAL || parts.has(name)) return refuse({ code: "SheetDamaged" });
    const from = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
    if (from + packed > file.length) return refuse({ code: "SheetDamaged" });
    const body = file.subarray(from, from + packed);
    if (method !== STORED && method !== DEFLATED) return refuse({ code: "SheetDamaged" });
    if (left <= 0 || (method === STORED && body.length > left)) return refuse({ code: "SheetTooLarge" });
    const bytes = method === STORED ? body : await inflate(body, { maxOutputLength: left });
    left -= bytes.length;
    parts.set(name, { name, bytes });
  }
  return ok([...parts.values()]);
}

/** An archive that holds exactly these parts, unpacked: what reads it next meets nothing that was not looked at. */
export function packStored(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const { name, bytes } of parts) {
    const title = Buffer.from(name, "utf8");
    const fields = Buffer.alloc(22);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(bytes.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    const lengths = Buffer.alloc(4);
    lengths.writeUInt16LE(title.length, 0);
    const local = Buffer.concat([uint32(LOCAL), fields, lengths, title, bytes]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    centrals.push(Buffer.concat([uint32(CENTRAL), Buffer.from([20, 0]), fields, lengths, tail, title]));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(END_BYTES - 4);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...locals, directory, uint32(END), end]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}
