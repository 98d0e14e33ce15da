import { createHash } from "node:crypto";

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** CSP sources for the inline scripts of one page, by the hash of each script's text. */
export function hashesOfInlineScripts(html: string): string[] {
  const hashes = new Set<string>();
  for (const [, script = ""] of html.matchAll(INLINE_SCRIPT)) {
    if (script.length > 0) hashes.add(`'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  }
  return [...hashes];
}

/** What the headers depend on: how the site is reached, and where its payment pages live. */
export interface SiteFacts {
  readonly https: boolean;
  /** Such as `https://shop.example`; what a page takes for its own address, whatever a request claims. */
  readonly publicOrigin: string;
  readonly payOrigin: string;
}

/**
 * The content security policy of a page. Scripts run only from our own files or by the hash of what this very
 * page carries; styles may be inline because paper-cut placeholders set their colours so.
 */
export function contentSecurityPolicy(html: string, site: SiteFacts): string {
  const scripts = ["'self'", ...hashesOfInlineScripts(html)].join(" ");
  return [
    "default-src 'self'",
    `script-src ${scripts}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    // Browsers hold redirects after a form to this rule too: the checkout form ends on the payment page.
    `form-action 'self' ${site.payOrigin}`,
    "frame-ancestors 'none'",
    ...(site.https ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** Headers every answer carries. HSTS only where the site is reached over https. */
export function standingHeaders({ https }: SiteFacts): Readonly<Record<string, string>> {
  return {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    ...(https ? { "strict-transport-security": "max-age=31536000; includeSubDomains" } : {}),
  };
}
