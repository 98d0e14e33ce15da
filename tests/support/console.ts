import { afterEach, beforeEach, expect, vi } from "vitest";

/**
 * Setup file of every project: a test during which something complained on console.error or console.warn has failed,
 * also when all its expectations held. A test that provokes a complaint says so with `expectComplaint`.
 */
const complaints: string[] = [];
let expected: RegExp[] = [];

/** Allows complaints that match, for the rest of this test. */
export function expectComplaint(pattern: RegExp): void {
  expected.push(pattern);
}

beforeEach(() => {
  complaints.length = 0;
  expected = [];
  for (const method of ["error", "warn"] as const) {
    vi.spyOn(console, method).mockImplementation((...words: unknown[]) => {
      complaints.push(
        words.map((word) => (word instanceof Error ? (word.stack ?? word.message) : String(word))).join(" "),
      );
    });
  }
});

afterEach(() => {
  const unexpected = complaints.filter((complaint) => !expected.some((pattern) => pattern.test(complaint)));
  expect(unexpected, "the code under test complained on the console").toEqual([]);
});
