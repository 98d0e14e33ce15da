// Turns a WOFF2 font, as packages carry it, into the TrueType that a system font folder needs: the browser for tests
// reads WOFF2 from pages but not from folders. After the W3C recommendation "WOFF File Format 2.0".

import { brotliDecompressSync } from "node:zlib";
import { ByteReader } from "./byte-reader.mjs";
import { rebuildGlyphs } from "./woff2-glyphs.mjs";

/** Table names by their number in a WOFF2 directory (section 4.1); 63 means the name is spelled out. */
const KNOWN_TAGS = [
  "cmap,head,hhea,hmtx,maxp,name,OS/2,post,cvt ,fpgm,glyf,loca,prep,CFF ,VORG,EBDT,EBLC,gasp,hdmx,kern,LTSH,PCLT",
  "VDMX,vhea,vmtx,BASE,GDEF,GPOS,GSUB,EBSC,JSTF,MATH,CBDT,CBLC,COLR,CPAL,SVG ,sbix,acnt,avar,bdat,bloc,bsln,cvar",
  "fdsc,feat,fmtx,fvar,gvar,hsty,just,lcar,mort,morx,opbd,prop,trak,Zapf,Silf,Glat,Gloc,Feat,Sill",
].flatMap((line) => line.split(","));

const HEADER_BYTES = 48;

/** @typedef {{ tag: string, transformed: boolean, length: number }} Entry length: as stored in the stream */

/**
 * @param {Buffer} woff2 one font, not a collection
 * @returns {Buffer} the same font as TrueType
 */
export function trueTypeFromWoff2(woff2) {
  const head = new ByteReader(woff2);
  if (head.tag() !== "wOF2") throw new Error("Not a WOFF2 font.");
  const flavor = head.u32();
  head.skip(4);
  const tableCount = head.u16();
  head.skip(6);
  const compressedLength = head.u32();
  const directory = new ByteReader(woff2, HEADER_BYTES);
  const entries = Array.from({ length: tableCount }, () => readEntry(directory));
  const stream = brotliDecompressSync(
    woff2.subarray(directory.position, directory.position + compressedLength),
  );
  return writeTrueType(flavor, restoreTables(entries, stream));
}

/**
 * @param {ByteReader} reader
 * @returns {Entry}
 */
function readEntry(reader) {
  const flags = reader.u8();
  const tag = (flags & 63) === 63 ? reader.tag() : (KNOWN_TAGS[flags & 63] ?? "");
  const version = flags >> 6;
  const transformed = tag === "glyf" || tag === "loca" ? version !== 3 : version !== 0;
  const original = reader.base128();
  return { tag, transformed, length: transformed ? reader.base128() : original };
}

/**
 * @param {Entry[]} entries
 * @param {Buffer} stream
 * @returns {Map<string, Buffer>}
 */
function restoreTables(entries, stream) {
  /** @type {Map<string, Buffer>} */
  const tables = new Map();
  let position = 0;
  for (const { tag, length } of entries) {
    tables.set(tag, stream.subarray(position, position + length));
    position += length;
  }
  const isTransformed = (/** @type {string} */ name) =>
    entries.some(({ tag, transformed }) => tag === name && transformed);
  const glyf = tables.get("glyf");
  if (glyf && isTransformed("glyf")) {
    const rebuilt = rebuildGlyphs(glyf);
    tables.set("glyf", rebuilt.glyf).set("loca", rebuilt.loca);
    if (isTransformed("hmtx")) tables.set("hmtx", rebuildMetrics(tables, rebuilt.leftEdges));
  }
  return tables;
}

/**
 * Side bearings that equal the glyph's left edge are left out of a transformed `hmtx` (section 5.4).
 * @param {Map<string, Buffer>} tables
 * @param {number[]} leftEdges xMin by glyph
 */
function rebuildMetrics(tables, leftEdges) {
  const reader = new ByteReader(/** @type {Buffer} */ (tables.get("hmtx")));
  const longCount = /** @type {Buffer} */ (tables.get("hhea")).readUInt16BE(34);
  const flags = reader.u8();
  const advances = Array.from({ length: longCount }, () => reader.u16());
  const bearings = leftEdges.map((edge, glyph) => {
    const leftOut = glyph < longCount ? flags & 1 : flags & 2;
    return leftOut ? edge : reader.i16();
  });
  const out = Buffer.alloc(longCount * 4 + (leftEdges.length - longCount) * 2);
  bearings.forEach((bearing, glyph) => {
    const isLong = glyph < longCount;
    if (isLong) out.writeUInt16BE(advances[glyph] ?? 0, glyph * 4);
    out.writeInt16BE(bearing, isLong ? glyph * 4 + 2 : longCount * 4 + (glyph - longCount) * 2);
  });
  return out;
}

/**
 * @param {number} flavor
 * @param {Map<string, Buffer>} tables
 */
function writeTrueType(flavor, tables) {
  const tags = [...tables.keys()].sort();
  const directory = Buffer.alloc(12 + tags.length * 16);
  const power = 2 ** Math.floor(Math.log2(tags.length));
  directory.writeUInt32BE(flavor, 0);
  [tags.length, power * 16, Math.log2(power), (tags.length - power) * 16].forEach((value, index) => {
    directory.writeUInt16BE(value, 4 + index * 2);
  });
  /** @type {Buffer[]} */
  const parts = [directory];
  let offset = directory.length;
  tags.forEach((tag, index) => {
    const content = /** @type {Buffer} */ (tables.get(tag));
    const padded = Buffer.alloc(Math.ceil(content.length / 4) * 4);
    content.copy(padded);
    const entry = 12 + index * 16;
    directory.write(tag, entry, "latin1");
    directory.writeUInt32BE(checksum(padded), entry + 4);
    directory.writeUInt32BE(offset, entry + 8);
    directory.writeUInt32BE(content.length, entry + 12);
    parts.push(padded);
    offset += padded.length;
  });
  return Buffer.concat(parts);
}

/** @param {Buffer} padded length divisible by four */
function checksum(padded) {
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
  return sum;
}
