import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const APP = path.resolve(import.meta.dirname, "../../../app");
const DECLARED = /\bstatement<[\s\S]*?>\(\s*"([^"]+)"/g;
/** PostgreSQL cuts longer ones, and two may then be one. */
const LONGEST_NAME = 63;

const names = readdirSync(APP, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("generated"))
  .flatMap((file) =>
    [...readFileSync(path.join(APP, file), "utf8").matchAll(DECLARED)].map(([, name = ""]) => ({
      file,
      name,
    })),
  );

it("every prepared statement of the portal has a name of its own, of a length that PostgreSQL keeps", () => {
  expect(names.length).toBeGreaterThan(50);
  const twice = names.filter(({ name }, at) => names.findIndex((other) => other.name === name) !== at);
  expect(twice).toEqual([]);
  expect(names.filter(({ name }) => Buffer.byteLength(name) > LONGEST_NAME)).toEqual([]);
});
