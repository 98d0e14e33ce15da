import { ok, type Result } from "~/kernel/result";
import { productTags } from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import {
  type CertificateUnknown,
  type CertificateVoided,
  voidCertificate as voidIt,
} from "~/modules/intake/index.server";
import type { Db } from "~/platform/db/db.server";
import type { IntakeAct } from "./weigh-delivery";

export interface VoidCertificate extends IntakeAct {
  readonly certificateId: string;
  readonly reason: string;
}

/** Takes a conformity certificate back. Whoever scans its label reads that it is void, and why. */
export function voidCertificate(
  deps: { readonly db: Db },
  { userId, ...input }: VoidCertificate,
): Promise<Result<void, CertificateUnknown | CertificateVoided>> {
  return deps.db.transaction(async (tx): Promise<Result<void, CertificateUnknown | CertificateVoided>> => {
    const voided = await voidIt(tx, input);
    if (!voided.ok) return voided;
    const { number, lotId, productId } = voided.value;
    await recordChange(tx, {
      at: input.now,
      actorUserId: userId,
      organisationId: input.cooperativeId,
      act: "certificate.voided",
      subject: { kind: "certificate", id: number },
      before: { valid: true },
      after: { valid: false },
      reason: input.reason,
    });
    await tx.dropPages([...productTags(productId), `lot:${lotId}`]);
    return ok();
  });
}
