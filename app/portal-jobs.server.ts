import type { Clock } from "~/kernel/clock";
import { type JobHandlers, type Jobs, type JobTerms, openJobs } from "~/platform/jobs/jobs.server";
import type { Log } from "~/platform/log/log.server";
import type { ClosePayPageJob } from "~/workflows/cancel-order";
import type { Portal } from "./wiring.server";

/** What workflows leave behind in their own transaction for the world outside. */
export type PortalJobs = ClosePayPageJob;

const TERMS: { readonly [Name in keyof PortalJobs]: JobTerms } = {
  "close-pay-page": { attempts: 5, backoffSeconds: 5 },
};

export function openPortalJobs(deps: {
  readonly url: string;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<Jobs<PortalJobs>> {
  return openJobs<PortalJobs>({ ...deps, terms: TERMS });
}

/** What each job does in this process. A job may run twice, so each of these may be repeated. */
export function jobHandlers({ gateway }: Pick<Portal, "gateway">): JobHandlers<PortalJobs> {
  return {
    "close-pay-page": async ({ sessionId }) => void (await gateway.expireSession(sessionId)),
  };
}
