// The outlines of a WOFF2 font, which are stored sorted by kind of number so that they compress better (section 5.1
// of the recommendation), put back into TrueType's tables `glyf` and `loca`.

import { ByteReader } from "./byte-reader.mjs";

const MORE_COMPONENTS = 0x20;
const HAS_INSTRUCTIONS = 0x100;
const ON_CURVE = 0x01;
const OVERLAP_SIMPLE = 0x40;

/** @typedef {{ contours: ByteReader, points: ByteReader, flags: ByteReader, glyphs: ByteReader, composites: ByteReader, boxes: ByteReader, instructions: ByteReader }} Streams */
/** @typedef {{ x: number, y: number, onCurve: boolean }} Step a point, as its distance from the one before */

/**
 * @param {Buffer} transformed
 * @returns {{ glyf: Buffer, loca: Buffer, leftEdges: number[] }} leftEdges: xMin by glyph
 */
export function rebuildGlyphs(transformed) {
  const reader = new ByteReader(transformed, 2);
  const hasOverlapBits = (reader.u16() & 1) === 1;
  const glyphCount = reader.u16();
  const longOffsets = reader.u16() === 1;
  const sizes = Array.from({ length: 7 }, () => reader.u32());
  const parts = sizes.map((size) => reader.take(size));
  const overlapBits = hasOverlapBits ? reader.take(Math.ceil(glyphCount / 8)) : undefined;
  const [contours, points, flags, glyphs, composites, boxPart, instructions] = parts.map(
    (part) => new ByteReader(part),
  );
  const boxBits = /** @type {ByteReader} */ (boxPart).take(Math.ceil(glyphCount / 32) * 4);
  const streams = /** @type {Streams} */ ({
    contours,
    points,
    flags,
    glyphs,
    composites,
    boxes: boxPart,
    instructions,
  });

  const made = Array.from({ length: glyphCount }, (_, glyph) =>
    readGlyph(streams, isSet(boxBits, glyph), overlapBits !== undefined && isSet(overlapBits, glyph)),
  );
  const loca = Buffer.alloc((glyphCount + 1) * (longOffsets ? 4 : 2));
  let offset = 0;
  [...made, Buffer.alloc(0)].forEach((glyph, index) => {
    if (longOffsets) loca.writeUInt32BE(offset, index * 4);
    else loca.writeUInt16BE(offset / 2, index * 2);
    offset += glyph.length;
  });
  const leftEdges = made.map((glyph) => (glyph.length === 0 ? 0 : glyph.readInt16BE(2)));
  return { glyf: Buffer.concat(made), loca, leftEdges };
}

/**
 * @param {Buffer} bits most significant first
 * @param {number} index
 */
const isSet = (bits, index) => ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0;

/**
 * @param {Streams} streams
 * @param {boolean} hasBox
 * @param {boolean} overlaps
 * @returns {Buffer} padded to four bytes; empty for a glyph without outline
 */
function readGlyph(streams, hasBox, overlaps) {
  const contourCount = streams.contours.i16();
  if (contourCount === 0) return Buffer.alloc(0);
  const body = contourCount < 0 ? readComposite(streams) : readSimple(streams, contourCount, overlaps);
  const head = Buffer.alloc(10);
  head.writeInt16BE(contourCount, 0);
  if (hasBox) streams.boxes.take(8).copy(head, 2);
  else for (const [index, value] of body.box.entries()) head.writeInt16BE(value, 2 + index * 2);
  const length = head.length + body.content.length;
  return Buffer.concat([head, body.content], Math.ceil(length / 4) * 4);
}

/**
 * A glyph made of others: stored as in TrueType, but for its instructions.
 * @param {Streams} streams
 */
function readComposite({ composites, glyphs, instructions }) {
  const start = composites.position;
  let flags = MORE_COMPONENTS;
  let instructed = false;
  while (flags & MORE_COMPONENTS) {
    flags = composites.u16();
    instructed ||= (flags & HAS_INSTRUCTIONS) !== 0;
    const scale = flags & 0x08 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0;
    composites.skip(2 + (flags & 0x01 ? 4 : 2) + scale);
  }
  const components = composites.bytes.subarray(start, composites.position);
  if (!instructed) return { content: components, box: [] };
  const length = glyphs.u255();
  return { content: Buffer.concat([components, u16Bytes([length]), instructions.take(length)]), box: [] };
}

/**
 * @param {Streams} streams
 * @param {number} contourCount
 * @param {boolean} overlaps
 */
function readSimple({ points, flags, glyphs, instructions }, contourCount, overlaps) {
  let pointCount = 0;
  const contourEnds = Array.from({ length: contourCount }, () => {
    pointCount += points.u255();
    return pointCount - 1;
  });
  const steps = Array.from({ length: pointCount }, () => readStep(flags.u8(), glyphs));
  const instructionLength = glyphs.u255();
  const flagBytes = Buffer.from(steps.map(({ onCurve }) => (onCurve ? ON_CURVE : 0)));
  if (overlaps && flagBytes[0] !== undefined) flagBytes[0] |= OVERLAP_SIMPLE;
  // Every distance is written in two bytes; TrueType has shorter forms, but this file is not sent anywhere.
  const content = Buffer.concat([
    u16Bytes([...contourEnds, instructionLength]),
    instructions.take(instructionLength),
    flagBytes,
    u16Bytes(steps.map(({ x }) => x & 0xffff)),
    u16Bytes(steps.map(({ y }) => y & 0xffff)),
  ]);
  return { content, box: boundingBox(steps) };
}

/** @param {number[]} values */
function u16Bytes(values) {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value, index * 2);
  return bytes;
}

/**
 * @param {Step[]} steps
 * @returns {number[]} xMin, yMin, xMax, yMax
 */
function boundingBox(steps) {
  let [x, y] = [0, 0];
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const step of steps) {
    x += step.x;
    y += step.y;
    box[0] = Math.min(box[0] ?? x, x);
    box[1] = Math.min(box[1] ?? y, y);
    box[2] = Math.max(box[2] ?? x, x);
    box[3] = Math.max(box[3] ?? y, y);
  }
  return box;
}

/**
 * One point, from its flag and one to four bytes of coordinates (the table in section 5.2).
 * @param {number} flag
 * @param {ByteReader} bytes
 * @returns {Step}
 */
function readStep(flag, bytes) {
  const onCurve = flag < 128;
  const kind = flag & 127;
  const xSign = kind & 1 ? 1 : -1;
  const ySign = kind & 2 ? 1 : -1;
  const first = bytes.u8();
  if (kind < 10) return { x: 0, y: xSign * (((kind & 14) << 7) + first), onCurve };
  if (kind < 20) return { x: xSign * ((((kind - 10) & 14) << 7) + first), y: 0, onCurve };
  if (kind < 84) {
    const high = kind - 20;
    return {
      x: xSign * (1 + (high & 0x30) + (first >> 4)),
      y: ySign * (1 + ((high & 0x0c) << 2) + (first & 15)),
      onCurve,
    };
  }
  const second = bytes.u8();
  if (kind < 120) {
    const high = kind - 84;
    const x = 1 + (Math.floor(high / 12) << 8) + first;
    const y = 1 + (((high % 12) >> 2) << 8) + second;
    return { x: xSign * x, y: ySign * y, onCurve };
  }
  const third = bytes.u8();
  if (kind < 124) {
    return { x: xSign * ((first << 4) + (second >> 4)), y: ySign * (((second & 15) << 8) + third), onCurve };
  }
  return { x: xSign * ((first << 8) + second), y: ySign * ((third << 8) + bytes.u8()), onCurve };
}
