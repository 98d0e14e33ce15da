import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { Log } from "~/platform/log/log.server";

/** Something the portal cannot serve without. `check` rejects when it cannot be used. */
export interface Checkable {
  check(): Promise<void>;
}

export type ReadyPart = "database" | "storage" | "jobs";

/** What `/readyz` tells: enough for a load balancer, nothing for a stranger. */
export interface Readiness {
  readonly ready: boolean;
  readonly parts: Readonly<Record<ReadyPart, "ok" | "failing">>;
}

export interface ReadyDeps {
  readonly db: Tx;
  readonly storage: Checkable;
  readonly jobs: Checkable;
  readonly log: Log;
}

/** A part that does not answer within this time counts as failing. */
export const CHECK_MS = 2_000;

const ping = statement<[], { one: number }>("health.ping", "SELECT 1 AS one");

/** Asks every part at once whether it can be used. Never rejects. */
export async function checkReady({ db, storage, jobs, log }: ReadyDeps): Promise<Readiness> {
  const checks: Readonly<Record<ReadyPart, () => Promise<unknown>>> = {
    database: () => db.run(ping, []),
    storage: () => storage.check(),
    jobs: () => jobs.check(),
  };
  const answers = await Promise.all(
    Object.entries(checks).map(async ([part, check]) => {
      try {
        await inTime(check);
        return [part, "ok"] as const;
      } catch (fault) {
        log.fault(fault, { during: "checking readiness", part });
        return [part, "failing"] as const;
      }
    }),
  );
  return {
    ready: answers.every(([, answer]) => answer === "ok"),
    parts: Object.fromEntries(answers) as Readiness["parts"],
  };
}

/** For so long an answer is given again, whoever asks: `/readyz` is open to strangers, and asking costs the parts work. */
export const READY_KEPT_MS = 1_000;

/** Readiness for a door that anybody may knock at: however many ask, the parts are asked once at a time, once a second. */
export function openReadiness(deps: ReadyDeps): () => Promise<Readiness> {
  let asked: Promise<Readiness> | undefined;
  const askAnew = () => {
    const answer = checkReady(deps);
    void answer.then(() => setTimeout(() => (asked = undefined), READY_KEPT_MS).unref());
    return answer;
  };
  return () => (asked ??= askAnew());
}

async function inTime(check: () => Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${CHECK_MS} ms`)), CHECK_MS);
  });
  try {
    await Promise.race([check(), late]);
  } finally {
    clearTimeout(timer);
  }
}
