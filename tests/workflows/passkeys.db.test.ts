import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMs, MINUTE_MS } from "~/kernel/clock";
import { cryptoRandom } from "~/kernel/ids";
import { refuse } from "~/kernel/result";
import {
  createUser,
  keepChallenge,
  keepPasskey,
  passkeyByCredential,
  passkeysOfUser,
  removePasskey,
  renamePasskey,
  takeChallenge,
  writePasskeyUse,
} from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import { addPasskey } from "~/workflows/add-passkey";
import { enterPasskey } from "~/workflows/enter-passkey";
import { openTestDb } from "../support/market";

const NOW = new Date("2026-03-01T01:00:00Z");
const sessionSecrets = ["a secret of thirty-two characters"] as const;
const publicOrigin = "http://shop.test";

let db: Db;
let close: () => Promise<void>;
let people = 0;

beforeAll(async () => {
  ({ db, close } = await openTestDb());
});
afterAll(() => close());

async function person(): Promise<string> {
  people += 1;
  const phone = String(13_500_000_000 + people);
  return (await createUser(db, { displayName: "林朵朵", phone, now: NOW })).userId;
}

async function key(userId: string, counter = 0n) {
  const credentialId = `credential-${Buffer.from(cryptoRandom(8)).toString("hex")}`;
  const publicKey = new Uint8Array(77);
  const facts = { transports: ["internal"], multiDevice: true, backedUp: false, name: "手机", now: NOW };
  await keepPasskey(db, { userId, credentialId, publicKey, counter, ...facts });
  const kept = await passkeyByCredential(db, credentialId);
  if (!kept) throw new Error("the key was not kept");
  return kept;
}

describe("a challenge", () => {
  it("is taken once, by whom it was made for, and in time", async () => {
    const userId = await person();
    const keep = async (owner: string | null) =>
      (await keepChallenge(db, { challenge: "abc", userId: owner, now: NOW })).challengeId;
    const take = (challengeId: string, owner: string | null, now = NOW) =>
      takeChallenge(db, { challengeId, userId: owner, now });
    const open = await keep(null);
    expect((await Promise.all([take(open, null), take(open, null)])).filter(Boolean)).toEqual(["abc"]);
    const own = await keep(userId);
    expect(await take(own, null)).toBeUndefined();
    expect(await take(own, await person())).toBeUndefined();
    expect(await take(own, userId, addMs(NOW, 5 * MINUTE_MS))).toBeUndefined();
    expect(await take(own, userId)).toBe("abc");
  });
});

describe("a passkey", () => {
  it("whose counter does not rise has a copy somewhere, and is refused; one that never counts is not", async () => {
    const userId = await person();
    const counting = await key(userId, 5n);
    const use = (id: string, counter: bigint) =>
      writePasskeyUse(db, { id, counter, backedUp: true, now: NOW });
    expect(await use(counting.id, 5n)).toBe(false);
    expect(await use(counting.id, 4n)).toBe(false);
    expect((await Promise.all([use(counting.id, 6n), use(counting.id, 6n)])).filter(Boolean)).toHaveLength(1);
    const still = await key(userId);
    expect(await use(still.id, 0n)).toBe(true);
    expect(await use(still.id, 0n)).toBe(true);
  });

  it("belongs to one person, who alone may name and remove it", async () => {
    const [owner, other] = [await person(), await person()];
    const mine = await key(owner);
    const taken = { ...mine, userId: other, multiDevice: false, backedUp: false, name: "他的", now: NOW };
    expect(await keepPasskey(db, taken)).toBe(false);
    await renamePasskey(db, { userId: other, id: mine.id, name: "他的" });
    await removePasskey(db, { userId: other, id: mine.id });
    expect(await passkeysOfUser(db, owner)).toMatchObject([{ name: "手机" }]);
    await removePasskey(db, { userId: owner, id: mine.id });
    expect(await passkeysOfUser(db, owner)).toEqual([]);
  });

  it("is not had for an answer that is none, and the challenge is spent all the same", async () => {
    const userId = await person();
    const { credentialId: id } = await key(userId);
    for (const answer of [
      "",
      "null",
      "{}",
      '{"id":7}',
      JSON.stringify({ id }),
      JSON.stringify({ id: "no" }),
    ]) {
      const { challengeId } = await keepChallenge(db, { challenge: "abc", userId: null, now: NOW });
      const wish = { challengeId, answer, clientAddress: "203.0.113.20", now: NOW };
      expect(await enterPasskey({ db, sessionSecrets, publicOrigin }, wish)).toEqual(
        refuse({ code: "PasskeyRefused" }),
      );
      expect(await takeChallenge(db, { challengeId, userId: null, now: NOW })).toBeUndefined();
    }
    const { challengeId } = await keepChallenge(db, { challenge: "abc", userId, now: NOW });
    const wish = { userId, challengeId, answer: JSON.stringify({ id }), name: "x", now: NOW };
    const deps = { db, sessionSecrets, publicOrigin, random: cryptoRandom };
    expect(await addPasskey(deps, wish)).toEqual(refuse({ code: "PasskeyRefused" }));
  });
});
