import { createUser, grantRole } from "~/modules/identity/index.server";
import { openDb } from "~/platform/db/db.server";
import { accepted, MARKET_OPENED } from "../support/market";
import type { BenchMarket } from "./bench-market";
import { HttpConnection, headerValues } from "./http-connection";

/** Somebody who runs all the cooperatives there are. */
export async function makeManager(databaseUrl: string, { markets }: BenchMarket): Promise<string> {
  const db = openDb({ url: databaseUrl, maxConnections: 2, onIdleError: () => undefined });
  const now = MARKET_OPENED;
  try {
    const { userId } = await createUser(db, { displayName: "王主任", phone: null, now });
    for (const { cooperativeId: organisationId } of markets) {
      const duty = { role: "coopManager", organisationId } as const;
      accepted(await grantRole(db, { ...duty, userId, now, validUntil: null }));
    }
    return userId;
  } finally {
    await db.close();
  }
}

/** One tap on the demo's page. Returns the cookie of the session. */
export async function signIn(port: number, userId: string): Promise<string> {
  const body = new URLSearchParams({ intent: "signIn", userId }).toString();
  const connection = new HttpConnection(port);
  const answer = await connection.send(
    `POST /demo HTTP/1.1\r\nhost: localhost:${port}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  connection.close();
  const session = headerValues(answer, "set-cookie").find((value) => value.startsWith("session="));
  if (session === undefined) throw new Error(`signing in was answered with ${answer.status}`);
  return session.split(";", 1)[0] ?? "";
}
