import { accepted, ok } from "~/kernel/result";
import { recordChange } from "~/modules/identity/index.server";
import { setPlantings } from "~/modules/intake/index.server";
import type { Db } from "~/platform/db/db.server";
import type { IntakeAct } from "./weigh-delivery";

export interface PlantFields extends IntakeAct {
  readonly productId: string;
  readonly season: number;
  readonly plotIds: readonly string[];
}

/** Says which fields grow a crop this season. Cannot be refused: fields of others are passed over. */
export async function plantFields(
  deps: { readonly db: Db },
  { productId, season, plotIds, cooperativeId, userId, now }: PlantFields,
): Promise<void> {
  accepted(
    await deps.db.transaction(async (tx) => {
      const area = await setPlantings(tx, { cooperativeId, productId, season, plotIds });
      if (area.before !== area.after) {
        await recordChange(tx, {
          at: now,
          actorUserId: userId,
          organisationId: cooperativeId,
          act: "forecast.planted",
          reason: null,
          subject: { kind: "product", id: productId },
          before: { area: area.before },
          after: { area: area.after, season },
        });
      }
      return ok();
    }),
  );
}
