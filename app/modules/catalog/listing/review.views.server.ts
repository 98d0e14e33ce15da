import { pageOf } from "~/kernel/page";
import type { Locale } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { type ImageView, imageJson } from "../card.sql.server";

export const MOST_REVIEWS = 30;

/** A listing that waits to be looked at. */
export interface ReviewQueueItem {
  readonly productId: string;
  readonly name: string;
  readonly cooperativeName: string;
  /** a version to come of something on sale, rather than something new */
  readonly isVersion: boolean;
  readonly photos: number;
  readonly cover: ImageView | null;
  readonly submissionId: string;
  readonly submittedAt: Date;
}

const selectQueue = statement<[locale: Locale, after: string | null, limit: number], ReviewQueueItem>(
  "catalog.reviewQueue",
  `WITH waiting AS (
     SELECT id AS product_id, false AS is_version, NULL::jsonb AS content FROM product WHERE state = 'inReview'
     UNION ALL
     SELECT product_id, true, content FROM listing_revision WHERE state = 'inReview')
   SELECT p.id AS "productId", coalesce(w.content -> 'name' ->> 'zh', p.name ->> $1) AS name,
          coop.name ->> $1 AS "cooperativeName", w.is_version AS "isVersion",
          (SELECT count(*)::int FROM product_image shown WHERE shown.product_id = p.id) AS photos,
          (SELECT ${imageJson("image", "shown.alt ->> $1")} FROM product_image shown
             JOIN image ON image.id = shown.image_id
            WHERE shown.product_id = p.id ORDER BY shown.position, image.id LIMIT 1) AS cover,
          submitted.id AS "submissionId", submitted.at AS "submittedAt"
     FROM waiting w
     JOIN product p ON p.id = w.product_id
     JOIN cooperative coop ON coop.id = p.cooperative_id
     JOIN LATERAL (SELECT id, at FROM listing_event e WHERE e.product_id = p.id AND e.move = 'submit'
                    ORDER BY at DESC, id DESC LIMIT 1) submitted ON true
    WHERE $2::uuid IS NULL OR submitted.id > $2
    ORDER BY submitted.id LIMIT $3`,
);

/** What waits for the alliance, the longest first. `after` is the submission the page before ended with. */
export async function reviewQueue(
  tx: Tx,
  input: { readonly locale: Locale; readonly after: string | undefined },
): Promise<{ readonly items: readonly ReviewQueueItem[]; readonly next: string | null }> {
  const rows = await tx.run(selectQueue, [input.locale, input.after ?? null, MOST_REVIEWS + 1]);
  const { shown, next } = pageOf(rows, MOST_REVIEWS, ({ submissionId }) => submissionId);
  return { items: shown, next };
}
