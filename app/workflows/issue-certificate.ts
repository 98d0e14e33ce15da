import { newNumber, type RandomBytes } from "~/kernel/ids";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { Grams } from "~/kernel/weight";
import { productTags } from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import {
  type Basis,
  type CertificateExceedsLot,
  type CertificateStands,
  decideIssue,
  insertCertificate,
  lockLotToCertify,
  type Occasion,
} from "~/modules/intake/index.server";
import type { Db } from "~/platform/db/db.server";
import type { IntakeAct } from "./weigh-delivery";

export interface IssueCertificate extends IntakeAct {
  readonly lotCode: string;
  readonly grams: Grams;
  readonly basis: readonly Basis[];
  readonly occasion: Occasion;
}

/** No such lot at this cooperative. */
export type LotUnknown = Refusal<"LotUnknown">;
export type IssueCertificateRefusal = LotUnknown | CertificateExceedsLot | CertificateStands;

/**
 * Issues the conformity certificate (承诺达标合格证) of a lot: the cooperative promises what the order asks for. Anew only after
 * mixing or repacking; the new one then names the one it stands for.
 */
export function issueCertificate(
  deps: { readonly db: Db; readonly random: RandomBytes },
  { lotCode, grams, basis, occasion, cooperativeId, userId, now }: IssueCertificate,
): Promise<Result<{ readonly number: string }, IssueCertificateRefusal>> {
  return deps.db.transaction(
    async (tx): Promise<Result<{ readonly number: string }, IssueCertificateRefusal>> => {
      const lot = await lockLotToCertify(tx, lotCode, cooperativeId);
      if (!lot) return refuse({ code: "LotUnknown" });
      const decided = decideIssue(lot.grams, grams, occasion, lot.standing?.number ?? null);
      if (!decided.ok) return decided;
      const number = newNumber("certificate", deps.random);
      await insertCertificate(tx, { number, lot, cooperativeId, grams, basis, occasion, userId, now });
      await recordChange(tx, {
        at: now,
        actorUserId: userId,
        organisationId: cooperativeId,
        act: "certificate.issued",
        reason: null,
        subject: { kind: "certificate", id: number },
        before: null,
        after: { lot: lot.code, grams, occasion, basis, replaces: lot.standing?.number },
      });
      await tx.dropPages([...productTags(lot.productId), `lot:${lot.lotId}`]);
      return ok({ number });
    },
  );
}
