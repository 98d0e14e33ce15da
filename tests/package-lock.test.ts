import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { missingOptionalPackages } from "../scripts/lib/package-lock.mjs";

it("package-lock.json has the packages of every system, or `npm ci` refuses it everywhere", () => {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
  expect(missingOptionalPackages(packages), "run: node scripts/complete-lock.mjs").toEqual([]);
});

it("a package that is missing from the lock is found, one that lies further out is not missing", () => {
  const packages = {
    "node_modules/a": {
      version: "1.0.0",
      optionalDependencies: { "a-linux-x64": "1.0.0", "a-win32-x64": "1.0.0" },
    },
    "node_modules/b/node_modules/c": { version: "1.0.0", optionalDependencies: { "a-linux-x64": "1.0.0" } },
    "node_modules/a-linux-x64": { version: "1.0.0" },
  };
  expect(missingOptionalPackages(packages)).toEqual([
    { name: "a-win32-x64", version: "1.0.0", parent: "node_modules/a" },
  ]);
});
