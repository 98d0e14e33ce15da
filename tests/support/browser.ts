import { mkdirSync } from "node:fs";
import path from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { findBrowser } from "../../scripts/lib/chromium.mjs";

/** A browser for the stories of one file. */
export interface StoryBrowser {
  /** A page on a phone of its own (360 × 740, touch): no cookies are shared with other pages. */
  readonly newPhone: (options?: BrowserContextOptions) => Promise<Page>;
  /** A page on a desktop of its own (1280 × 800). */
  readonly newDesktop: (options?: BrowserContextOptions) => Promise<Page>;
  /** For the rest of this story, complaints that match are part of it (a page that is meant to be missing, say). */
  readonly expectComplaint: (pattern: RegExp) => void;
}

const EVERYWHERE: BrowserContextOptions = {
  locale: "zh-CN",
  timezoneId: "Asia/Shanghai",
  reducedMotion: "reduce",
};
const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};
const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };

/** Where the last look of a failed story is kept; not in git. */
const SCREENSHOTS = path.resolve("tests/.screenshots");

/**
 * Call at the top of a story file: the browser opens before its first story and closes after its last. A story during
 * which a page logged an error, threw, or got a 5xx answer has failed, also when it saw what it expected.
 */
export function useBrowser(): StoryBrowser {
  let browser: Browser | undefined;
  let pages: Page[] = [];
  let complaints: string[] = [];
  let expected: RegExp[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  beforeEach(() => {
    pages = [];
    complaints = [];
    expected = [];
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await photograph(pages, task.name);
    await Promise.all(pages.map((page) => page.context().close()));
    const unexpected = complaints.filter((complaint) => !expected.some((pattern) => pattern.test(complaint)));
    if (unexpected.length > 0) expect.fail(`The pages complained:\n${unexpected.join("\n")}`);
  });
  afterAll(async () => {
    await browser?.close();
  });

  const open = async (options: BrowserContextOptions): Promise<Page> => {
    if (browser === undefined) throw new Error("Pages are opened inside stories, when the browser is there.");
    const context = await browser.newContext({ ...EVERYWHERE, ...options });
    const page = await context.newPage();
    pages.push(page);
    listen(page, (complaint) => complaints.push(complaint));
    return page;
  };
  return {
    newPhone: (options) => open({ ...PHONE, ...options }),
    newDesktop: (options) => open({ ...DESKTOP, ...options }),
    expectComplaint: (pattern) => expected.push(pattern),
  };
}

/** A browser outside of stories, for scripts that take pictures. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const { executable, env } = await findBrowser();
  return chromium.launch({
    executablePath: executable,
    env: { ...(process.env as Record<string, string>), ...env },
    // Root in a container can have no sandbox, and a container's shared memory is too small for Chromium.
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"],
  });
}

/**
 * A page's data that was overtaken by the next page's, which is what quick fingers do: Remix logs it as an error, or, where
 * the data had been read and only the end of the answer had not, its decoder leaves the broken end unheard.
 */
const OVERTAKEN = /^AbortError: BodyStreamBuffer was aborted/;

function listen(page: Page, complain: (complaint: string) => void): void {
  page.on("console", (message) => {
    if (message.type() !== "error" || OVERTAKEN.test(message.text())) return;
    complain(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => {
    const said = error.stack ?? error.message;
    if (!OVERTAKEN.test(said)) complain(`thrown: ${said}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500) complain(`${response.status()}: ${response.url()}`);
  });
}

async function photograph(pages: readonly Page[], story: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const name = story.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80);
  for (const [index, page] of pages.entries()) {
    // The page may have crashed, which is what the story will report.
    await page
      .screenshot({ path: path.join(SCREENSHOTS, `${name}-${index + 1}.png`) })
      .catch(() => undefined);
  }
}
