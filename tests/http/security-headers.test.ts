import { createHash } from "node:crypto";
import fc from "fast-check";
import { createElement as h } from "react";
import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import {
  contentSecurityPolicy,
  hashesOfInlineScripts,
  standingHeaders,
} from "~/http/server/security-headers";
import { SITE } from "./http-ground";

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** React writes a script's text as it is given. */
const inline = (script: string) => ({ dangerouslySetInnerHTML: { __html: script } });

function directives(policy: string): Record<string, string> {
  return Object.fromEntries(
    policy.split("; ").map((each) => {
      const [name = "", ...sources] = each.split(" ");
      return [name, sources.join(" ")];
    }),
  );
}

describe("the scripts of a page", () => {
  it("are each allowed by the hash of their own text, and those in files by being ours", () => {
    const page = renderToString(
      h("html", null, [
        h("script", { key: 1, ...inline('window.a = "<b>" && 1;') }),
        h("script", {
          key: 2,
          type: "module",
          async: true,
          ...inline("import '/a.js';\n"),
        }),
        h("script", { key: 3, src: "/assets/a.js", type: "module" }),
        h("script", { key: 4, type: "application/ld+json", ...inline("{}") }),
      ]),
    );
    expect(hashesOfInlineScripts(page)).toEqual([
      hashOf('window.a = "<b>" && 1;'),
      hashOf("import '/a.js';\n"),
      hashOf("{}"),
    ]);
  });

  it("are found wherever React puts them, whatever stands in their attributes and around them", () => {
    const unit = fc.constantFrom(..."ab;\"'&>/\\\n -=!苹\u2028😀", "script", "]]>");
    const script = fc.string({ unit }).map((each) => `${each};`);
    const words = fc.string({ unit: fc.oneof(unit, fc.constantFrom("<", "</script>", "<script>")) });
    fc.assert(
      fc.property(fc.array(fc.tuple(script, words), { maxLength: 3 }), (scripts) => {
        const page = renderToString(
          h(
            "body",
            null,
            ...scripts.flatMap(([text, around]) => [
              h("p", { title: around }, around),
              h("script", { "data-words": around, ...inline(text) }),
            ]),
          ),
        );
        const expected = [...new Set(scripts.map(([text]) => hashOf(text)))];
        expect(hashesOfInlineScripts(page)).toEqual(expected);
      }),
    );
  });

  it("are no others: no word in the policy lets a foreign or unknown script run", () => {
    const policy = directives(contentSecurityPolicy("<script>a()</script>", SITE));
    expect(policy["script-src"]).toBe(`'self' ${hashOf("a()")}`);
    expect(policy["object-src"]).toBe("'none'");
    expect(policy["base-uri"]).toBe("'none'");
    expect(policy["default-src"]).toBe("'self'");
  });
});

describe("the rules of a page", () => {
  it("let forms end at ourselves and at the payment page, and nobody frame us", () => {
    const policy = directives(contentSecurityPolicy("", SITE));
    expect(policy["form-action"]).toBe("'self' https://pay.test");
    expect(policy["frame-ancestors"]).toBe("'none'");
  });

  it("ask for https only where the site is reached by it", () => {
    const secure = { ...SITE, https: true };
    expect(contentSecurityPolicy("", SITE)).not.toContain("upgrade-insecure-requests");
    expect(contentSecurityPolicy("", secure)).toContain("upgrade-insecure-requests");
    expect(standingHeaders(SITE)).not.toHaveProperty("strict-transport-security");
    expect(standingHeaders(secure)["strict-transport-security"]).toMatch(/^max-age=31536000/);
  });
});
