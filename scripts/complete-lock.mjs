// node scripts/complete-lock.mjs: adds to package-lock.json the packages of other systems that npm has left out.
//
// Programs such as Biome or Rollup bring one optional package per system. npm notes them all in the lock file, unless
// the registry it was run against does not have them: then it drops them silently, and `npm ci` refuses the lock file
// on every machine. Run this after `npm install`; tests/package-lock.test.ts says when it is needed.

import { readFile, writeFile } from "node:fs/promises";
import { missingOptionalPackages } from "./lib/package-lock.mjs";
import { inProject } from "./lib/project.mjs";

const SYSTEMS = [
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
];
const PROCESSORS = [
  "arm",
  "arm64",
  "ia32",
  "loong64",
  "mips64el",
  "ppc64",
  "riscv64",
  "s390x",
  "wasm32",
  "x64",
];

/**
 * @typedef {import("./lib/package-lock.mjs").LockEntry} LockEntry
 * @typedef {import("./lib/package-lock.mjs").Missing} Missing
 */

const file = inProject("package-lock.json");
const lock = JSON.parse(await readFile(file, "utf8"));
const missing = missingOptionalPackages(lock.packages);
for (const item of missing) {
  lock.packages[`node_modules/${item.name}`] = entryFor(item, lock.packages[item.parent]);
  console.log(`added ${item.name} ${item.version}`);
}
const { "": root, ...rest } = lock.packages;
const sorted = Object.entries(rest).sort(([a], [b]) => a.localeCompare(b, "en"));
lock.packages = { "": root, ...Object.fromEntries(sorted) };
if (missing.length > 0) await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`);

/**
 * What npm would have noted, as far as the package's name tells it. Without a checksum, which only the package itself
 * could give: npm then accepts what the registry of the other machine delivers.
 * @param {Missing} item
 * @param {LockEntry} parent
 * @returns {LockEntry}
 */
function entryFor({ name, version }, parent) {
  if (!/^\d+\.\d+\.\d+/.test(version))
    throw new Error(`${name}: "${version}" is no exact version; cannot guess it.`);
  const words = (name.split("/").pop() ?? "").split("-");
  const os = words.find((word) => SYSTEMS.includes(word));
  const cpu = words.find((word) => PROCESSORS.includes(word));
  if (!cpu) throw new Error(`${name}: its name does not tell which processor it is for.`);
  const libc = words.some((word) => word.startsWith("musl"))
    ? "musl"
    : words.some((word) => /^gnu/.test(word)) && os === "linux"
      ? "glibc"
      : undefined;
  return {
    version,
    cpu: [cpu],
    ...(parent.dev ? { dev: true } : {}),
    ...(libc ? { libc: [libc] } : {}),
    optional: true,
    ...(os ? { os: [os] } : {}),
  };
}
