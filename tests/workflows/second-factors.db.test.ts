import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMs, MINUTE_MS, SECOND_MS } from "~/kernel/clock";
import { cryptoRandom } from "~/kernel/ids";
import { refuse } from "~/kernel/result";
import {
  beginTotp,
  createSession,
  createUser,
  findSession,
  sessionTokenHash,
  signInWays,
  totpOfUser,
} from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import { confirmTotp } from "~/workflows/confirm-totp";
import { enterPassword } from "~/workflows/enter-password";
import { proveSecondFactor } from "~/workflows/prove-second-factor";
import { removeAuthenticator } from "~/workflows/remove-authenticator";
import { setPassword } from "~/workflows/set-password";
import { accepted, openTestDb } from "../support/market";

const NOW = new Date("2026-03-01T01:00:00Z");
const secrets = ["a secret of thirty-two characters", "the secret before it, just as long"] as const;

let db: Db;
let close: () => Promise<void>;
let people = 0;

beforeAll(async () => {
  ({ db, close } = await openTestDb());
});
afterAll(() => close());

async function person() {
  people += 1;
  const phone = String(13_600_000_000 + people);
  const { userId } = await createUser(db, { displayName: "闫桂芳", phone, now: NOW });
  return { userId, phone };
}

/** The telephone's side: what the app shows at a moment. */
async function appOf(userId: string) {
  const kept = await totpOfUser(db, userId, secrets);
  if (!kept) throw new Error("no app is being set up");
  const secret = new Secret({ buffer: Uint8Array.from(kept.secret).buffer });
  const app = new TOTP({ secret, algorithm: "SHA1", digits: 6, period: 30 });
  return {
    secret: kept.secret,
    base32: secret.base32,
    at: (now: Date) => app.generate({ timestamp: now.getTime() }),
  };
}

const deps = () => ({ db, sessionSecrets: secrets, random: cryptoRandom });

async function withApp() {
  const { userId, phone } = await person();
  await beginTotp(db, userId, { secrets, random: cryptoRandom, now: NOW });
  const app = await appOf(userId);
  const codes = accepted(await confirmTotp(deps(), { userId, code: app.at(NOW), worldNow: NOW, now: NOW }));
  return { userId, phone, app, codes };
}

function prove(userId: string, typed: string, now: Date) {
  return proveSecondFactor(deps(), { userId, typed, worldNow: now, now });
}

describe("an authenticator app", () => {
  it("counts once its first code was right, and brings ten recovery codes", async () => {
    const { userId } = await person();
    await beginTotp(db, userId, { secrets, random: cryptoRandom, now: NOW });
    const app = await appOf(userId);
    const wrong = String((Number(app.at(NOW)) + 1) % 1_000_000).padStart(6, "0");
    const confirm = (code: string) => confirmTotp(deps(), { userId, code, worldNow: NOW, now: NOW });
    expect(await confirm(wrong)).toEqual(refuse({ code: "SecondFactorWrong" }));
    expect((await signInWays(db, userId)).hasTotp).toBe(false);
    expect(accepted(await confirm(app.at(NOW)))).toHaveLength(10);
    expect(await signInWays(db, userId)).toMatchObject({ hasTotp: true, recoveryCodesLeft: 10 });
    expect(await confirm(app.at(addMs(NOW, MINUTE_MS)))).toEqual(refuse({ code: "TotpInUse" }));
  });

  it("keeps its secret when somebody opens the page again", async () => {
    const { userId, app } = await withApp();
    expect(await beginTotp(db, userId, { secrets, random: cryptoRandom, now: NOW })).toBe(false);
    expect((await appOf(userId)).base32).toBe(app.base32);
  });

  it("may be half a minute early or late, and no more", async () => {
    const { userId, app } = await withApp();
    const later = addMs(NOW, 10 * MINUTE_MS);
    expect((await prove(userId, app.at(addMs(later, -60 * SECOND_MS)), later)).ok).toBe(false);
    expect((await prove(userId, app.at(addMs(later, 60 * SECOND_MS)), later)).ok).toBe(false);
    expect((await prove(userId, app.at(addMs(later, -30 * SECOND_MS)), later)).ok).toBe(true);
    expect((await prove(userId, app.at(addMs(later, 30 * SECOND_MS)), later)).ok).toBe(true);
  });

  it("is believed once for each of its codes, also when one comes many times at the same moment", async () => {
    const { userId, app } = await withApp();
    const later = addMs(NOW, MINUTE_MS);
    const code = app.at(later);
    const answers = await Promise.all(Array.from({ length: 6 }, () => prove(userId, code, later)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await prove(userId, app.at(NOW), later)).toEqual(refuse({ code: "SecondFactorWrong" }));
  });

  it("is guessed at ten times, then once in six minutes", async () => {
    const { userId, app } = await withApp();
    const later = addMs(NOW, 3_600_000);
    const guesses = Array.from({ length: 30 }, () => prove(userId, "000000", later));
    const told = (await Promise.all(guesses)).map((answer) => (answer.ok ? "in" : answer.refusal.code));
    expect(told.filter((each) => each !== "TryLater").length).toBeLessThanOrEqual(10);
    expect(await prove(userId, app.at(later), later)).toMatchObject({ refusal: { code: "TryLater" } });
  });

  it("stands sealed in the database, for its own person and under our secret only", async () => {
    const { userId, app } = await withApp();
    const { rows } = await db.pool.query<{ row: string; sealed_secret: Buffer }>(
      "SELECT t::text AS row, sealed_secret FROM totp t WHERE user_id = $1",
      [userId],
    );
    expect(rows[0]?.row).not.toContain(Buffer.from(app.secret).toString("hex"));
    expect(rows[0]?.row).not.toContain(app.base32);
    expect(await totpOfUser(db, userId, ["a foreign secret, long enough too"])).toBeUndefined();
    const thief = await withApp();
    await db.pool.query("UPDATE totp SET sealed_secret = $2 WHERE user_id = $1", [
      thief.userId,
      rows[0]?.sealed_secret,
    ]);
    expect(await totpOfUser(db, thief.userId, secrets)).toBeUndefined();
    expect(await totpOfUser(db, userId, ["the newest secret, also long enough", ...secrets])).toBeDefined();
  });
});

describe("a recovery code", () => {
  it("stands in for the app once, typed with or without its dashes", async () => {
    const { userId, codes } = await withApp();
    const [one = "", two = ""] = codes;
    const answers = await Promise.all([prove(userId, one, NOW), prove(userId, one, NOW)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(accepted(await prove(userId, ` ${two.toLowerCase().replaceAll("-", " ")}`, NOW))).toBe(
      "recoveryCode",
    );
    expect((await signInWays(db, userId)).recoveryCodesLeft).toBe(8);
  });

  it("is nobody else's, and gone with the app", async () => {
    const [mine, yours] = [await withApp(), await withApp()];
    expect((await prove(yours.userId, mine.codes[0] ?? "", NOW)).ok).toBe(false);
    await removeAuthenticator({ db }, { userId: mine.userId, now: NOW });
    expect((await prove(mine.userId, mine.codes[1] ?? "", NOW)).ok).toBe(false);
  });

  it("stands nowhere in the database", async () => {
    const { userId, codes } = await withApp();
    const { rows } = await db.pool.query<{ row: string }>(
      "SELECT r::text AS row FROM recovery_code r WHERE user_id = $1",
      [userId],
    );
    for (const code of codes) expect(JSON.stringify(rows)).not.toContain(code.replaceAll("-", ""));
  });
});

describe("a password", () => {
  const PASSWORD = "蒜苗 honey 1998";
  const enter = (phone: string, password: string, now = NOW) =>
    enterPassword({ db, sessionSecrets: secrets }, { phone, password, clientAddress: phone, now });

  it("signs in together with its number, however it was typed; nothing else does, and nothing says why not", async () => {
    const { userId, phone } = await person();
    await setPassword(
      { db, random: cryptoRandom },
      { userId, password: PASSWORD, sessionId: userId, now: NOW },
    );
    expect(accepted(await enter(phone, PASSWORD.normalize("NFD"))).userId).toBe(userId);
    const without = await person();
    const no = refuse({ code: "PasswordWrong" });
    expect(await enter(phone, `${PASSWORD}x`)).toEqual(no);
    expect(await enter(without.phone, PASSWORD)).toEqual(no);
    expect(await enter("13599999999", PASSWORD)).toEqual(no);
  });

  it("costs a stranger's number as much work as a known one", async () => {
    const { userId, phone } = await person();
    await setPassword(
      { db, random: cryptoRandom },
      { userId, password: PASSWORD, sessionId: userId, now: NOW },
    );
    const timed = async (asked: string) => {
      const from = performance.now();
      await enter(asked, "not the password");
      return performance.now() - from;
    };
    await timed(phone);
    const [known, unknown] = [await timed(phone), await timed("13599999998")];
    // A machine under test is no clock: it is the tenth of a second of hashing that must not be missing.
    expect(unknown).toBeGreaterThan(known / 4);
  });

  it("is tried ten times, then once in six minutes, also when all come at once", async () => {
    const { phone } = await person();
    const tries = await Promise.all(Array.from({ length: 14 }, () => enter(phone, "wrong password")));
    const told = tries.map((each) => (each.ok ? "in" : each.refusal.code));
    expect(told.filter((each) => each === "PasswordWrong")).toHaveLength(10);
    expect(await enter(phone, "wrong password")).toEqual(
      refuse({ code: "TryLater", pace: "passwordsOfPhone", waitSeconds: 360 }),
    );
  });

  it("signs everybody else out when it changes, and stands nowhere in the database", async () => {
    const { userId } = await person();
    const session = () => createSession(db, { userId, userAgent: "x", now: NOW, random: cryptoRandom });
    const [mine, other] = [await session(), await session()];
    const wish = { userId, password: PASSWORD, sessionId: mine.sessionId, now: NOW };
    await setPassword({ db, random: cryptoRandom }, wish);
    expect(await findSession(db, sessionTokenHash(mine.token), NOW)).toBeDefined();
    expect(await findSession(db, sessionTokenHash(other.token), NOW)).toBeUndefined();
    const { rows } = await db.pool.query("SELECT hash FROM password WHERE user_id = $1", [userId]);
    expect(JSON.stringify(rows)).toMatch(/scrypt\$15\$8\$3\$/);
    expect(JSON.stringify(rows)).not.toContain(PASSWORD);
    await expect(
      db.pool.query("UPDATE password SET hash = $2 WHERE user_id = $1", [userId, PASSWORD]),
    ).rejects.toThrow("password_is_a_hash");
  });
});
