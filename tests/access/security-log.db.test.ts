import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MINUTE_MS } from "~/kernel/clock";
import { newId } from "~/kernel/ids";
import { beginTotp, stepUpSession, totpOfUser } from "~/modules/identity/index.server";
import { confirmTotp } from "~/workflows/confirm-totp";
import { type ServedPortal, servePortal } from "../support/served-portal";
import { codeOfApp } from "./app-code";
import { typed, type Visitor, visitorOf } from "./visitor";

let served: ServedPortal;
let phones = 13_200_000_000;

beforeAll(async () => {
  served = await servePortal(new Date("2026-11-20T02:00:00Z"));
}, 60_000);
afterAll(() => served.close());

const smsTo = (phone: string) => served.portal.demoSms?.lastTo(phone);

function newPhone(): string {
  phones += 1;
  return String(phones);
}

async function signedIn(): Promise<{ visitor: Visitor; phone: string; userId: string }> {
  const phone = newPhone();
  const visitor = visitorOf(served);
  await visitor.signIn(phone);
  const user = await served.portal.db.prisma.user.findUniqueOrThrow({ where: { phone } });
  return { visitor, phone, userId: user.id };
}

/** A passkey of the person's, as if made on another device, and passed in this session. */
async function passKeyOf(userId: string): Promise<string> {
  const { db } = served.portal;
  const now = served.clock.now();
  const key = { id: newId(now), userId, credentialId: newId(now), name: "我的手机", createdAt: now };
  const made = {
    publicKey: new Uint8Array(8),
    counter: 0n,
    transports: [],
    multiDevice: false,
    backedUp: false,
  };
  await db.prisma.passkey.create({ data: { ...key, ...made } });
  const session = await db.prisma.session.findFirstOrThrow({ where: { userId, revokedAt: null } });
  await stepUpSession(db, { sessionId: session.id, by: "passkey", now });
  return key.id;
}

const logOf = (userId: string) =>
  served.portal.db.prisma.auditEntry.findMany({ where: { actorUserId: userId }, orderBy: { id: "asc" } });

describe("a number that is lost", () => {
  it("is left by the second factor in its place; the new one still takes a code", async () => {
    const { visitor, phone, userId } = await signedIn();
    await passKeyOf(userId);
    const next = newPhone();
    const page = await visitor.get("/account/security/phone?left=lost");
    expect(page.text).toContain("第 2 步");
    const sent = await visitor.post("/account/security/phone?left=lost", { intent: "sendNew", phone: next });
    const code = typed(sent, smsTo(next), "take");
    const done = await visitor.post(sent.location, { intent: "code", ...code });
    expect(done.location).toBe("/account/security?done=phone");
    expect(await served.portal.db.prisma.user.findUnique({ where: { phone } })).toBeNull();
    expect((await visitor.get("/account/security")).text).toContain(`132****${next.slice(7)}`);
  });
});

describe("the log of one's own account", () => {
  it("has every change of how one signs in, and no secret", async () => {
    const { visitor, phone, userId } = await signedIn();
    const { portal, clock } = served;
    clock.moveForward(MINUTE_MS);
    await visitorOf(served).signIn(phone);
    await visitor.post("/account/security", { intent: "revokeOthers" });
    // Nobody is left to sign out: nothing happened, so nothing is written.
    await visitor.post("/account/security", { intent: "revokeOthers" });
    const password = "四月的苜蓿 长在北坡上";
    await visitor.post("/account/security/password", { password });
    const now = clock.now();
    const making = { secrets: portal.sessionSecrets, random: portal.random, now };
    await beginTotp(portal.db, userId, making);
    const app = await totpOfUser(portal.db, userId, portal.sessionSecrets);
    const digits = codeOfApp(app?.secret ?? new Uint8Array(), now);
    const confirmed = await confirmTotp(portal, { userId, code: digits, worldNow: now, now });
    expect(confirmed.ok).toBe(true);
    const keyId = await passKeyOf(userId);
    await visitor.post("/account/security/app", { intent: "codes" });
    await visitor.post("/account/security/passkeys", { intent: "remove", id: keyId });
    await visitor.post("/account/security/app", { intent: "remove" });
    const log = await logOf(userId);
    expect(log.map(({ act }) => act).sort()).toEqual([
      "account.appAdded",
      "account.appRemoved",
      "account.devicesSignedOut",
      "account.passkeyRemoved",
      "account.passwordSet",
      "account.recoveryCodesRenewed",
    ]);
    const text = JSON.stringify(log);
    for (const secret of [password, digits, phone, ...(confirmed.ok ? confirmed.value : [])]) {
      expect(text).not.toContain(secret);
    }
  });
});
