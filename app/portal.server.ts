import path from "node:path";
import type { ServerBuild } from "@remix-run/node";
import { createAccessLog } from "~/http/server/access-log";
import { demoPeople } from "~/modules/identity/index.server";
import { type Env, explainEnv, readEnv } from "~/platform/env/env.server";
import { type Portal, wire } from "~/wiring.server";
import { jobHandlers } from "./portal-jobs.server";
import { createPortalServer } from "./serving.server";

const GRACE_MS = 10_000;

/** Starts a portal process: environment, wiring, listening, and an orderly end. */
async function start(): Promise<void> {
  const env = readEnv(process.env);
  if (!env.ok) {
    process.stderr.write(`${explainEnv(env.refusal)}\n`);
    process.exit(2);
  }
  const root = path.resolve(import.meta.dirname);
  const story = env.value.mode === "demo" ? await seedDemo(root, env.value) : undefined;
  const portal = await wire(env.value, { build: root });
  if (story) portal.log.info("the demo's story has been told", { ...story });
  const build: ServerBuild = await import(/* @vite-ignore */ path.join(root, "server/index.js"));
  const logAnswer = createAccessLog(portal.log, env.value.logLevel === "debug");
  const server = createPortalServer(portal, { build, clientFolder: path.join(root, "client"), logAnswer });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(env.value.port, env.value.host, resolve);
  });
  if (env.value.workJobs) {
    await portal.jobs.work(jobHandlers(portal));
    portal.sweeps.start();
  }
  portal.log.info("listening", { origin: portal.publicOrigin, mode: portal.mode });
  if (portal.mode === "demo") await sayWhoOneMayBe(portal);
  endInOrder(async () => {
    portal.beginStopping();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
    });
    await portal.close();
  }, portal);
}

/** The people of the demo, for whoever started it in a terminal. */
async function sayWhoOneMayBe({ db, clock, publicOrigin }: Portal): Promise<void> {
  const people = await demoPeople(db, { locale: "zh-CN", now: clock.now() });
  const lines = people.map(({ displayName, duties }) => {
    const places = duties.map(({ role, organisationName }) =>
      [role, organisationName].filter(Boolean).join(" @ "),
    );
    return `    ${displayName}  ${places.join(", ")}\n`;
  });
  process.stdout.write(`\n  Sign in as anyone at ${publicOrigin}/demo\n${lines.join("")}`);
}

/** Loaded only here: a portal in production carries no demo. Does nothing once the story has been told. */
async function seedDemo(root: string, env: Env) {
  const { seedIfEmpty }: typeof import("../prisma/seed") = await import(
    /* @vite-ignore */ path.join(root, "seed.js")
  );
  return seedIfEmpty(env);
}

/** The first signal ends things in order; a second one, or the end of patience, ends them at once. */
function endInOrder(end: () => Promise<void>, portal: Portal): void {
  let ending = false;
  const stop = (signal: NodeJS.Signals) => {
    if (ending) process.exit(1);
    ending = true;
    portal.log.info("stopping", { signal });
    setTimeout(() => process.exit(1), GRACE_MS * 2).unref();
    end().then(
      () => process.exit(0),
      (fault) => {
        portal.log.fault(fault, { during: "stopping" });
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

await start();
