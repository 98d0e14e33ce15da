import type { Clock } from "~/kernel/clock";
import { type JobHandlers, type Jobs, type JobTerms, openJobs } from "~/platform/jobs/jobs.server";
import type { Log } from "~/platform/log/log.server";
import { submitRefunds } from "~/workflows/submit-refunds";
import type { Portal } from "./wiring.server";

/** What workflows leave behind in their own transaction for the world outside. */
export interface PortalJobs {
  /** Money that goes back is sent at once; the sweep of the same name is the safety net. */
  readonly "submit-refunds": { readonly refundId: string };
  /** The order is closed, so its pay page must not take money any more. */
  readonly "close-pay-page": { readonly sessionId: string };
}

const TERMS: { readonly [Name in keyof PortalJobs]: JobTerms } = {
  "submit-refunds": { attempts: 5, backoffSeconds: 5 },
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
export function jobHandlers({ db, gateway }: Pick<Portal, "db" | "gateway">): JobHandlers<PortalJobs> {
  return {
    "submit-refunds": async (_refund, { now }) => void (await submitRefunds({ db, gateway }, { now })),
    "close-pay-page": async ({ sessionId }) => void (await gateway.expireSession(sessionId)),
  };
}
