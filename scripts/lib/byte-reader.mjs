// Reads big-endian numbers one after another, with the two variable-length ones of WOFF2.

export class ByteReader {
  /**
   * @param {Buffer} bytes
   * @param {number} [position]
   */
  constructor(bytes, position = 0) {
    this.bytes = bytes;
    this.position = position;
  }

  /** @param {number} count */
  skip(count) {
    this.position += count;
    return this.position - count;
  }

  /** @param {number} count */
  take(count) {
    const start = this.skip(count);
    return this.bytes.subarray(start, start + count);
  }

  u8() {
    return this.bytes.readUInt8(this.skip(1));
  }

  u16() {
    return this.bytes.readUInt16BE(this.skip(2));
  }

  i16() {
    return this.bytes.readInt16BE(this.skip(2));
  }

  u32() {
    return this.bytes.readUInt32BE(this.skip(4));
  }

  tag() {
    return this.take(4).toString("latin1");
  }

  /** UIntBase128: seven bits a byte, the high bit says that more follow. */
  base128() {
    let value = 0;
    for (let byte = this.u8(); ; byte = this.u8()) {
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
  }

  /** 255UInt16: one byte up to 252, else a code word that says how to go on. */
  u255() {
    const code = this.u8();
    if (code === 253) return this.u16();
    if (code === 254) return this.u8() + 506;
    if (code === 255) return this.u8() + 253;
    return code;
  }
}
