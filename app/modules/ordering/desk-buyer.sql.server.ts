/** The columns of `o` (orders) that `buyerShown` takes. What is locked does not leave the database. */
export const BUYER_OF_ORDER = `o.contact_locked_at IS NOT NULL AS locked,
     CASE WHEN o.contact_locked_at IS NULL THEN o.recipient ELSE '' END AS recipient,
     CASE WHEN o.contact_locked_at IS NULL THEN o.phone ELSE '' END AS phone,
     CASE WHEN o.contact_locked_at IS NULL THEN o.street ELSE '' END AS street,
     CASE WHEN o.contact_locked_at IS NULL THEN o.note ELSE '' END AS note`;
