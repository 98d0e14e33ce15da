import { Writable } from "node:stream";

/**
 * Gathers what React pipes into one piece.
 *
 * React 18 hands on its 2,048-byte window whole even when the last character, of two or three bytes as Chinese ones
 * are, did not fit any more: the bytes left over are zeros. A page never ends a window in a zero of its own, so they
 * are cut off here; inside an inline script they would be read as a replacement character.
 */
export function collectHtml(pipe: (destination: Writable) => unknown): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        let end = chunk.length;
        while (end > 0 && chunk[end - 1] === 0) end -= 1;
        chunks.push(Buffer.from(chunk.subarray(0, end)));
        done();
      },
      final(done) {
        resolve(Buffer.concat(chunks));
        done();
      },
    });
    sink.once("error", reject);
    pipe(sink);
  });
}
