import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AppLoadContext, EntryContext, ServerBuild } from "@remix-run/node";
import type { ReactElement } from "react";
import { createBranchHandlers } from "~/http/server/branch-handlers";
import { PageTerms } from "~/http/server/page-server";
import { systemClock } from "~/platform/clock/clock.server";
import type { Db } from "~/platform/db/db.server";
import { readEnv } from "~/platform/env/env.server";
import { wire } from "~/wiring.server";
import { accepted } from "../support/market";

type PageTree = (remix: EntryContext, url: string, context: AppLoadContext) => ReactElement;

/** The built pages within this process, without a server in front of them. */
export interface BuiltPages {
  /** Answers a request, and says how many statements that took. A page's text goes past its Response (0019). */
  answer(request: Request): Promise<BuiltAnswer>;
  /** What React renders at an address; each call gives the tree anew, with the same data. */
  treeOf(path: string): Promise<() => ReactElement>;
  readonly origin: string;
  readonly db: Db;
  close(): Promise<void>;
}

interface BuiltAnswer {
  readonly response: Response;
  readonly html: string;
  readonly queries: number;
}

const ORIGIN = "http://localhost:3000";

export async function openBuiltPages(databaseUrl: string): Promise<BuiltPages> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "gongfu-bench-pages-"));
  const env = accepted(
    readEnv({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PUBLIC_ORIGIN: ORIGIN, LOG_LEVEL: "warn" }),
  );
  const portal = await wire(env, { clock: systemClock });
  const build: ServerBuild = await import(path.resolve("build/server/index.js"));
  let captured: { readonly remix: EntryContext; readonly context: AppLoadContext } | undefined;
  const handleRequest: typeof build.entry.module.default = (request, status, headers, remix, context) => {
    captured = { remix, context };
    return build.entry.module.default(request, status, headers, remix, context);
  };
  const handle = createBranchHandlers(
    { ...build, entry: { module: { ...build.entry.module, default: handleRequest } } },
    "/",
  );
  const render = (request: Request, terms: PageTerms) =>
    handle(request, { portal, locale: "zh-CN", requestId: "bench", terms, clientAddress: "127.0.0.1" });
  return {
    origin: ORIGIN,
    db: portal.db,
    async answer(request) {
      const before = portal.db.pool.queriesSent;
      const terms = new PageTerms();
      const response = await render(request, terms);
      return { response, html: terms.html ?? "", queries: portal.db.pool.queriesSent - before };
    },
    async treeOf(address) {
      const url = `${ORIGIN}${address}`;
      await render(new Request(url), new PageTerms());
      if (!captured) throw new Error(`${address} rendered no page`);
      const { context } = captured;
      // What the loaders gave is sent to the browser as a stream that can be read once; React's own work has no part in it.
      const { serverHandoffStream: _stream, ...remix } = captured.remix;
      const { pageTree } = build.entry.module as unknown as { readonly pageTree: PageTree };
      return () => pageTree(remix as EntryContext, url, context);
    },
    async close() {
      await portal.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
