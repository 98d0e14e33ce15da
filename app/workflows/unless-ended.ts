import { type Result, refuse } from "~/kernel/result";
import type { OrganisationClosed } from "~/modules/identity/index.server";
import type { HouseholdLeft } from "~/modules/intake/index.server";

/** Somebody else ended, at this very moment, the place or the household that something was to begin with. */
export type EndedMeanwhile = OrganisationClosed | HouseholdLeft;

/**
 * What the guards of the database refuse, by the SQLSTATE they raise (class ZE is ours: no standard and no PostgreSQL
 * uses it). Each guard waits for who is ending, so what it says is certain.
 */
export const ENDED_BY_SQLSTATE: Readonly<Record<string, EndedMeanwhile>> = {
  ZE001: { code: "OrganisationClosed" },
  ZE002: { code: "HouseholdLeft" },
};

/**
 * A transaction in which something begins: `unlessEnded(db.transaction(…))`. Whoever comes second in a race with a
 * closing or a leaving is refused by name; nothing of the transaction is kept, and every other fault stays one.
 */
export async function unlessEnded<T, Refused extends { readonly code: string }>(
  transaction: Promise<Result<T, Refused>>,
): Promise<Result<T, Refused | EndedMeanwhile>> {
  try {
    return await transaction;
  } catch (fault) {
    const ended = ENDED_BY_SQLSTATE[sqlStateOf(fault)];
    if (!ended) throw fault;
    return refuse(ended);
  }
}

/** Under our own statements the driver's error stands by itself; Prisma puts it into one of its own. */
function sqlStateOf(fault: unknown): string {
  const { code, meta } = (fault ?? {}) as { readonly code?: unknown; readonly meta?: unknown };
  const { driverAdapterError } = (meta ?? {}) as { readonly driverAdapterError?: unknown };
  const { cause } = (driverAdapterError ?? {}) as { readonly cause?: { readonly originalCode?: unknown } };
  return String(cause?.originalCode ?? code);
}
