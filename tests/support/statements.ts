import type { Tx } from "~/platform/db/db.server";

/** How many prepared statements a read sends; what else the portal sends at the same time is not counted. */
export async function statementsOf(tx: Tx, read: (tx: Tx) => Promise<unknown>): Promise<number> {
  let sent = 0;
  const counting: Tx = {
    ...tx,
    run: (statement, params) => {
      sent += 1;
      return tx.run(statement, params);
    },
  };
  await read(counting);
  return sent;
}
