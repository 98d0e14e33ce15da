import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cryptoRandom,
  type NumberKind,
  newId,
  newNumber,
  newShareCode,
  type RandomBytes,
  readNumber,
  uuidv7,
} from "~/kernel/ids";

const READABLE = "123456789ABCDEFGHJKMNPQRSTVWXYZ";
const UUID7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Random bytes that a property test decides, so that a counter-example can be repeated. */
function seeded(seed: number): RandomBytes {
  let state = seed >>> 0;
  return (length) =>
    Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    });
}

const seed = fc.integer();
const kind = fc.constantFrom<NumberKind>("order", "lead", "lot", "slip", "certificate");
const moment = fc.integer({ min: 0, max: 2 ** 48 - 1 }).map((time) => new Date(time));
const bare = (number: string) => number.replaceAll("-", "");

describe("an id", () => {
  it("is a UUID of version 7 that tells its millisecond", () => {
    fc.assert(
      fc.property(moment, seed, (at, from) => {
        const id = uuidv7(at, seeded(from));
        expect(id).toMatch(UUID7);
        expect(Number.parseInt(bare(id).slice(0, 12), 16)).toBe(at.getTime());
      }),
    );
    expect(newId(new Date("2026-11-21T08:00:00Z"))).toMatch(UUID7);
  });

  it("sorts by birth, whatever the chance in it", () => {
    fc.assert(
      fc.property(moment, moment, seed, seed, (a, b, first, second) => {
        fc.pre(a.getTime() < b.getTime());
        expect(uuidv7(a, seeded(first)) < uuidv7(b, seeded(second))).toBe(true);
      }),
    );
  });

  it("is another one each time", () => {
    const now = new Date("2026-11-21T08:00:00Z");
    expect(new Set(Array.from({ length: 1_000 }, () => newId(now))).size).toBe(1_000);
  });
});

describe("a number that people read aloud", () => {
  it("names its kind and holds nothing that looks or sounds alike", () => {
    fc.assert(
      fc.property(kind, seed, (of, from) => {
        const number = newNumber(of, seeded(from));
        expect(number).toMatch(/^[1-9A-Z]{4}-[1-9A-Z]{4}-[1-9A-Z]{3}$/);
        expect(number.startsWith({ order: "D", lead: "X", lot: "P", slip: "S", certificate: "H" }[of])).toBe(
          true,
        );
        expect(number).not.toMatch(/[0ILOU]/);
      }),
    );
  });

  it("is understood however it is typed", () => {
    fc.assert(
      fc.property(kind, seed, fc.array(fc.constantFrom(" ", "-", "　", "\t")), (of, from, gaps) => {
        const number = newNumber(of, seeded(from));
        expect(readNumber(of, number)).toBe(number);
        const typed = [...bare(number).toLowerCase()].map((each, at) => each + (gaps[at] ?? "")).join("");
        expect(readNumber(of, ` ${typed} `)).toBe(number);
      }),
    );
  });

  it("is not taken for a number of another kind", () => {
    const number = newNumber("order", seeded(1));
    expect(readNumber("lead", number)).toBeUndefined();
    expect(readNumber("lot", number)).toBeUndefined();
  });

  it("with any one wrong character is caught", () => {
    fc.assert(
      fc.property(kind, seed, (of, from) => {
        const text = bare(newNumber(of, seeded(from)));
        for (let at = 0; at < text.length; at += 1) {
          for (const wrong of READABLE) {
            if (wrong === text[at]) continue;
            expect(readNumber(of, text.slice(0, at) + wrong + text.slice(at + 1))).toBeUndefined();
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it("with two neighbours swapped is caught", () => {
    fc.assert(
      fc.property(kind, seed, (of, from) => {
        const text = bare(newNumber(of, seeded(from)));
        for (let at = 0; at + 1 < text.length; at += 1) {
          const [one = "", two = ""] = [text[at], text[at + 1]];
          if (one === two) continue;
          expect(readNumber(of, text.slice(0, at) + two + one + text.slice(at + 2)), text).toBeUndefined();
        }
      }),
    );
  });

  it("that is none is never read as one", () => {
    for (const typed of ["", "D", "D1234567890", "D12345678901", "DDDD-DDDD-DD0", "D😀", "D１２３"]) {
      expect(readNumber("order", typed), typed).toBeUndefined();
    }
    fc.assert(fc.property(fc.string(), (typed) => readNumber("order", typed.slice(0, 10)) === undefined));
  });

  it("favours no symbol", () => {
    const counts = new Map<string, number>();
    for (let turn = 0; turn < 4_000; turn += 1) {
      for (const each of bare(newNumber("order", cryptoRandom)).slice(1, -1)) {
        counts.set(each, (counts.get(each) ?? 0) + 1);
      }
    }
    const expected = (4_000 * 9) / READABLE.length;
    expect(counts.size).toBe(READABLE.length);
    for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(expected * 0.2);
  });
});

describe("the code of a share link", () => {
  it("is six plain letters and digits, none of which looks like another", () => {
    fc.assert(
      fc.property(seed, (from) => {
        expect(newShareCode(seeded(from))).toMatch(/^[2-9a-hjkmnp-zA-HJKMNP-Z]{6}$/);
      }),
    );
  });

  it("favours no symbol", () => {
    const counts = new Map<string, number>();
    for (let turn = 0; turn < 9_000; turn += 1) {
      for (const each of newShareCode(cryptoRandom)) counts.set(each, (counts.get(each) ?? 0) + 1);
    }
    const expected = (9_000 * 6) / counts.size;
    for (const [symbol, count] of counts) {
      expect(Math.abs(count - expected), symbol).toBeLessThan(expected * 0.17);
    }
  });
});
