import { keptSince, RETENTION } from "~/modules/identity/index.server";
import { sealBooks } from "~/modules/ledger/index.server";
import { openSweeps, type Sweep, type Sweeps } from "~/platform/jobs/sweeps.server";
import { forgetKeys } from "~/platform/requests/request-key.store.server";
import { carryOutDuePlans } from "~/workflows/carry-out-due-plans";
import { forgetSpentProofs } from "~/workflows/forget-spent-proofs";
import { forgetWhatIsDue } from "~/workflows/forget-what-is-due";
import { lapseOrders } from "~/workflows/lapse-orders";
import { reconcilePayments } from "~/workflows/reconcile-payments";
import { settleDueOrders } from "~/workflows/settle-due-orders";
import { submitRefunds } from "~/workflows/submit-refunds";
import type { Portal } from "./wiring.server";

type SweepParts = Pick<Portal, "db" | "gateway" | "clock" | "log" | "regions">;

/** Vouchers are numbered in batches of up to 500; this many batches a run keep up with any county. */
const MAX_SEALED_BATCHES = 20;

/**
 * What is due again and again, in the order in which one may make the next one due: a lapsed hold frees stock, a
 * payment found missing is confirmed, a refund is sent, a claim window closes, the books are sealed.
 */
function sweepsOf(portal: SweepParts): readonly Sweep[] {
  const { db, gateway, clock, log, regions } = portal;
  return [
    {
      sweep: "reconcile-payments",
      every: 60,
      run: async (now) => void (await reconcilePayments({ db, gateway }, { now })),
    },
    {
      sweep: "carry-out-plans",
      every: 2,
      run: async (now) => {
        const onFault = (fault: unknown, planId: string) =>
          log.fault(fault, { during: "carrying out a planned change", planId });
        await carryOutDuePlans({ db, onFault }, { now });
      },
    },
    { sweep: "lapse-orders", every: 10, run: async (now) => void (await lapseOrders({ db }, { now })) },
    {
      sweep: "submit-refunds",
      every: 5,
      run: async (now) => void (await submitRefunds({ db, gateway }, { now })),
    },
    { sweep: "settle-orders", every: 30, run: async (now) => void (await settleDueOrders({ db }, { now })) },
    {
      sweep: "seal-books",
      every: 5,
      run: async () => void (await sealBooks(db, { now: () => clock.now(), maxBatches: MAX_SEALED_BATCHES })),
    },
    { sweep: "forget-spent-proofs", every: 600, run: (now) => forgetSpentProofs({ db }, { now }) },
    {
      sweep: "forget-request-keys",
      every: 3_600,
      run: async (now) => void (await forgetKeys(db, keptSince(RETENTION.requestKeys, now))),
    },
    {
      sweep: "forget-what-is-due",
      every: 3_600,
      run: async (now) => void (await forgetWhatIsDue({ db, regions }, { now })),
    },
  ];
}

export function openPortalSweeps(portal: SweepParts): Sweeps {
  return openSweeps({ db: portal.db, clock: portal.clock, log: portal.log, sweeps: sweepsOf(portal) });
}
