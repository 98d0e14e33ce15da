import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const APP = path.resolve(import.meta.dirname, "../app");

interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
}

/** A place of the layout and what its files may import. The first matching place of a file counts. */
interface Place {
  readonly name: string;
  readonly holds: (file: string) => boolean;
  /** A sentence for whoever breaks it. */
  readonly rule: string;
  readonly allows: (target: string, file: string, typeOnly: boolean) => boolean;
}

const under =
  (...folders: string[]) =>
  (target: string) =>
    folders.some((folder) => target === folder || target.startsWith(`${folder}/`));

const moduleOf = (file: string) => /^modules\/([^/]+)\//.exec(file)?.[1];
const isServer = (file: string) => /\.server(\.tsx?)?$/.test(file);
const isDoor = (target: string) => /^modules\/[^/]+\/index\.server$/.test(target);
const isPureOfModule = (target: string) => target.startsWith("modules/") && !isServer(target);

const kernel = under("kernel");
const dbTypes = under("platform/db");

const PLACES: readonly Place[] = [
  {
    name: "kernel",
    holds: under("kernel"),
    rule: "kernel imports nothing but kernel",
    allows: kernel,
  },
  {
    name: "a module's pure file",
    holds: (file) => file.startsWith("modules/") && !isServer(file),
    rule: "a module's pure files import kernel and their own module's pure files",
    allows: (target, file) =>
      kernel(target) || (isPureOfModule(target) && moduleOf(target) === moduleOf(`${file}`)),
  },
  {
    name: "a module's server file",
    holds: under("modules"),
    rule: "a module's server files import their own module, kernel and the Tx of platform/db; never another module, never http",
    allows: (target, file) =>
      kernel(target) ||
      dbTypes(target) ||
      (target.startsWith("modules/") && moduleOf(target) === moduleOf(file)),
  },
  {
    name: "workflows",
    holds: under("workflows"),
    rule: "workflows import modules' doors (or their pure files), kernel and each other; the outside world arrives as an argument, so platform only by type",
    allows: (target, _file, typeOnly) =>
      kernel(target) ||
      under("workflows")(target) ||
      isDoor(target) ||
      isPureOfModule(target) ||
      (typeOnly && under("platform")(target)),
  },
  {
    name: "platform",
    holds: under("platform"),
    rule: "platform imports kernel, platform and the generated Prisma client",
    allows: under("kernel", "platform", "generated"),
  },
  {
    name: "http",
    holds: under("http"),
    rule: "http imports kernel, platform, http and the identity door; other modules and workflows only by type (their refusals)",
    allows: (target, _file, typeOnly) =>
      under("kernel", "platform", "http")(target) ||
      target === "modules/identity/index.server" ||
      (typeOnly && under("modules", "workflows")(target)),
  },
  {
    name: "ui",
    holds: under("ui"),
    rule: "ui imports kernel, ui and modules' pure files; from server files only types",
    allows: (target, file, typeOnly) =>
      under("kernel", "ui")(target) ||
      isPureOfModule(target) ||
      (typeOnly && under("modules", "workflows", "http")(target)) ||
      (isServer(file) && under("ui")(target)),
  },
  {
    name: "routes",
    holds: under("routes"),
    rule: "routes import http, ui, wiring, workflows, kernel and modules' doors or pure files; never Prisma, never generated",
    allows: (target, _file, typeOnly) =>
      under("http", "ui", "workflows", "kernel", "routes")(target) ||
      target === "wiring.server" ||
      isDoor(target) ||
      isPureOfModule(target) ||
      (typeOnly && under("platform")(target)),
  },
  {
    name: "the top of app",
    holds: (file) => !file.includes("/"),
    rule: "wiring, the portal's process, root and the entries may import anything but routes",
    allows: (target) => !under("routes")(target),
  },
];

/** Named maxima of a healthy file; the reason is that a second thing hides in what is longer. */
const MOST_LINES = 300;
const DRAWERS = /(^|\/)(utils?|helpers?|misc|common|managers?)(\.|\/)/;

function sourceFiles(): string[] {
  return readdirSync(APP, { recursive: true, encoding: "utf8" })
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("generated/") && !file.endsWith(".d.ts"));
}

const IMPORT = /(?:^|\n)\s*(import|export)\s+(type\s+)?((?:[^;"']*?)\sfrom\s+)?["']([^"']+)["']/g;

function importsOf(file: string, source: string): Import[] {
  const found: Import[] = [];
  for (const [, , type, clause = "", specifier = ""] of source.matchAll(IMPORT)) {
    const target = specifier.startsWith("~/")
      ? specifier.slice(2)
      : specifier.startsWith(".")
        ? path.posix.join(path.posix.dirname(file), specifier)
        : undefined;
    if (target === undefined || target.startsWith("..")) continue;
    const names = /\{([^}]*)\}/
      .exec(clause)?.[1]
      ?.split(",")
      .map((name) => name.trim())
      .filter(Boolean);
    const allNamesAreTypes =
      !!names && names.length > 0 && names.every((name) => name.startsWith("type ")) && /^\s*\{/.test(clause);
    found.push({
      target: target.replace(/\.(tsx?|json|css\?url)$/, ""),
      typeOnly: type !== undefined || allNamesAreTypes,
    });
  }
  return found;
}

function violations(): string[] {
  const broken: string[] = [];
  for (const file of sourceFiles()) {
    const place = PLACES.find(({ holds }) => holds(file));
    if (!place) {
      broken.push(`app/${file} stands in no place of the layout`);
      continue;
    }
    const source = readFileSync(path.join(APP, file), "utf8");
    for (const { target, typeOnly } of importsOf(file, source)) {
      if (!place.allows(target, file, typeOnly)) {
        broken.push(`app/${file} imports ${target}: ${place.rule}`);
      }
    }
  }
  return broken;
}

describe("the layout", () => {
  it("lets every file import only what its place may import", () => {
    expect(violations()).toEqual([]);
  });

  it("keeps Prisma and the database driver out of everything but platform, and generated code out of routes", () => {
    const strays = sourceFiles().filter((file) => {
      if (file.startsWith("platform/")) return false;
      return /from ["'](@prisma\/|pg["'])/.test(readFileSync(path.join(APP, file), "utf8"));
    });
    expect(strays).toEqual([]);
  });

  it("has no file that is a drawer by name", () => {
    expect(sourceFiles().filter((file) => DRAWERS.test(file))).toEqual([]);
  });

  it(`has no file longer than ${MOST_LINES} lines`, () => {
    const long = sourceFiles().filter(
      (file) => readFileSync(path.join(APP, file), "utf8").split("\n").length > MOST_LINES,
    );
    expect(long).toEqual([]);
  });

  it("reads the environment and the clock in platform and in the processes only", () => {
    const strays = sourceFiles().filter((file) => {
      // The processes at the top of app begin with an environment; everything below is handed what it needs.
      if (file.startsWith("platform/") || !file.includes("/")) return false;
      // What is kept in a browser alone is dated by that browser.
      if (file === "ui/drafts/browser-clock.ts") return false;
      const source = readFileSync(path.join(APP, file), "utf8");
      return /process\.env|\bDate\.now\(\)|\bnew Date\(\)/.test(source);
    });
    expect(strays).toEqual([]);
  });
});
