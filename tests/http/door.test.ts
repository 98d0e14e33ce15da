import type { LoaderFunctionArgs } from "@remix-run/node";
import { describe, expect, it } from "vitest";
import { open, openWithViewer, own, staff } from "~/http/door.server";
import { PageTerms } from "~/http/server/page-server";

/** Nobody is signed in, so no door needs the database. */
function args(terms: PageTerms): LoaderFunctionArgs {
  const context = { portal: { clock: { now: () => new Date(0) } }, locale: "zh-CN", requestId: "1", terms };
  return { request: new Request("http://shop.test/"), params: {}, context } as unknown as LoaderFunctionArgs;
}

const keeps = ({ terms }: { readonly terms: PageTerms }) => terms.keep(["catalog"], 60);

describe("a door that does not look at who is asking", () => {
  it("leaves what is behind it free to be kept for everybody", async () => {
    const terms = new PageTerms();
    await open("shop.browse", keeps)(args(terms));
    expect(terms.terms).toEqual({ tags: ["catalog"], seconds: 60 });
  });
});

describe("a door that looks at who is asking", () => {
  const doors = {
    openWithViewer: openWithViewer("shop.browse", keeps),
    own: own("order.read.own", keeps),
    staff: staff("coop.leads.read", async () => "x", keeps),
  };
  for (const [name, door] of Object.entries(doors)) {
    it(`makes the page that visitor's alone, whatever another part of it declares: ${name}`, async () => {
      for (const order of ["before", "after"]) {
        const terms = new PageTerms();
        if (order === "before") keeps({ terms });
        await door(args(terms)).catch((answer: Response) => expect(answer.status).toBe(401));
        if (order === "after") keeps({ terms });
        expect(terms.terms).toBeUndefined();
      }
    });
  }
});

describe("the terms of a page", () => {
  it("add up over its parts: all tags, the shortest time", () => {
    const terms = new PageTerms();
    expect(terms.terms).toBeUndefined();
    terms.keep(["a", "b"], 300);
    terms.keep(["b", "c"], 20);
    terms.keep([], 60);
    expect(terms.terms).toEqual({ tags: ["a", "b", "c"], seconds: 20 });
  });
});
