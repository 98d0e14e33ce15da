import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "~/kernel/clock";
import { cryptoRandom } from "~/kernel/ids";
import { ok, refuse } from "~/kernel/result";
import { createUser, tryCode } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import type { SmsMessage, SmsSender } from "~/platform/sms/sms";
import { enterCode } from "~/workflows/enter-code";
import { forgetSpentProofs } from "~/workflows/forget-spent-proofs";
import { sendCode } from "~/workflows/send-code";
import { accepted, openTestDb } from "../support/market";

const NOW = new Date("2026-03-01T01:00:00Z");
const secrets = ["a secret of thirty-two characters", "the secret before it, just as long"] as const;

let db: Db;
let close: () => Promise<void>;
let sent: SmsMessage[];
let phones = 13_700_000_000;

const sms: SmsSender = {
  async send(message) {
    sent.push(message);
    return ok();
  },
};

beforeAll(async () => {
  ({ db, close } = await openTestDb());
});
afterAll(() => close());
beforeEach(() => {
  sent = [];
});

function newPhone(): string {
  phones += 1;
  return String(phones);
}

interface Asked {
  readonly now?: Date;
  readonly address?: string;
  readonly sender?: SmsSender;
}

function ask(phone: string, { now = NOW, address = phone, sender = sms }: Asked = {}) {
  const deps = { db, sms: sender, sessionSecrets: secrets, random: cryptoRandom };
  const text = (code: string) => `code ${code}`;
  return sendCode(deps, { phone, purpose: "signIn", userId: null, clientAddress: address, text, now });
}

async function codeFor(phone: string, now = NOW) {
  const { codeId } = accepted(await ask(phone, { now }));
  const code = /\d{6}/.exec(sent.at(-1)?.text ?? "")?.[0] ?? "";
  return { codeId, code, wrong: String((Number(code) + 1) % 1_000_000).padStart(6, "0") };
}

function type(codeId: string, code: string, now = NOW, clientAddress = codeId) {
  return enterCode({ db, sessionSecrets: secrets }, { codeId, code, purpose: "signIn", clientAddress, now });
}

describe("signing in by phone", () => {
  it("finds the person of the number, and makes a buyer of whoever is new", async () => {
    const phone = newPhone();
    const { userId } = await createUser(db, { displayName: "林朵朵", phone, now: NOW });
    const known = await codeFor(phone);
    expect(accepted(await type(known.codeId, known.code)).userId).toBe(userId);

    const stranger = newPhone();
    const made = await codeFor(stranger);
    const { userId: buyer } = accepted(await type(made.codeId, made.code));
    const row = await db.prisma.user.findUniqueOrThrow({ where: { id: buyer }, include: { grants: true } });
    expect(row).toMatchObject({ phone: stranger, displayName: `137****${stranger.slice(7)}`, grants: [] });
  });

  it("asks the same of the database for a number that is known and for one that is not", async () => {
    const known = newPhone();
    await createUser(db, { displayName: "在", phone: known, now: NOW });
    const workOf = async (phone: string) => {
      const asked: string[] = [];
      const run: Db["run"] = (statement, params) => {
        asked.push(statement.name);
        return db.run(statement, params);
      };
      const watched: Db = { ...db, run, transaction: (work) => db.transaction((tx) => work({ ...tx, run })) };
      const deps = { db: watched, sms, sessionSecrets: secrets, random: cryptoRandom };
      const wish = { phone, purpose: "signIn", userId: null, clientAddress: phone, now: NOW } as const;
      const answer = accepted(await sendCode(deps, { ...wish, text: (code) => code }));
      return {
        asked,
        shape: Object.keys(answer),
        messages: sent.filter((each) => each.phone === phone).length,
      };
    };
    expect(await workOf(known)).toEqual(await workOf(newPhone()));
  });

  it("makes one account when two codes of a new number are typed at once", async () => {
    const phone = newPhone();
    const [one, two] = [await codeFor(phone), await codeFor(phone, addMs(NOW, MINUTE_MS))];
    const at = addMs(NOW, MINUTE_MS);
    const [first, second] = await Promise.all([
      type(one.codeId, one.code, at),
      type(two.codeId, two.code, at),
    ]);
    expect(accepted(first).userId).toBe(accepted(second).userId);
  });
});

describe("a code", () => {
  it("is good once", async () => {
    const { codeId, code } = await codeFor(newPhone());
    const answers = await Promise.all([type(codeId, code), type(codeId, code), type(codeId, code)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await type(codeId, code)).toEqual(refuse({ code: "CodeOver" }));
  });

  it("is good for five minutes", async () => {
    const { codeId, code } = await codeFor(newPhone());
    expect(await type(codeId, code, addMs(NOW, 5 * MINUTE_MS))).toEqual(refuse({ code: "CodeOver" }));
    expect((await type(codeId, code, addMs(NOW, 5 * MINUTE_MS - 1))).ok).toBe(true);
  });

  it("says how many tries are left, and after five wrong ones takes the right one no more", async () => {
    const { codeId, code, wrong } = await codeFor(newPhone());
    for (const attemptsLeft of [4, 3, 2, 1]) {
      expect(await type(codeId, wrong)).toEqual(refuse({ code: "CodeWrong", attemptsLeft }));
    }
    expect(await type(codeId, wrong)).toEqual(refuse({ code: "CodeOver" }));
    expect(await type(codeId, code)).toEqual(refuse({ code: "CodeOver" }));
  });

  it("is compared five times at most, however many guesses come at the same moment", async () => {
    const { codeId, code, wrong } = await codeFor(newPhone());
    const guesses = Array.from({ length: 40 }, (_, place) => type(codeId, wrong, NOW, `address ${place}`));
    const answers = await Promise.all(guesses);
    const told = answers.map((answer) => (answer.ok ? "in" : answer.refusal.code));
    expect(told.filter((each) => each === "CodeWrong")).toHaveLength(4);
    expect(told.filter((each) => each === "CodeOver")).toHaveLength(36);
    expect((await db.prisma.oneTimeCode.findUniqueOrThrow({ where: { id: codeId } })).attempts).toBe(5);
    expect((await type(codeId, code)).ok).toBe(false);
  });

  it("opens nothing but what it was sent for", async () => {
    const { codeId, code } = await codeFor(newPhone());
    const elsewhere = await tryCode(db, { codeId, code, purpose: "takePhone" }, { secrets, now: NOW });
    expect(elsewhere).toEqual(refuse({ code: "CodeOver" }));
    expect((await type(codeId, code)).ok).toBe(true);
  });

  it("stands nowhere in the database, neither in digits nor as a hash that trying all digits would find", async () => {
    const { codeId, code } = await codeFor(newPhone());
    const { rows } = await db.pool.query<{ row: string }>("SELECT c::text AS row FROM one_time_code c");
    const own = rows.find(({ row }) => row.includes(codeId))?.row ?? "";
    expect(own).not.toContain(code);
    const { createHash } = await import("node:crypto");
    for (const text of [code, `${codeId} ${code}`, `${codeId}${code}`]) {
      expect(own).not.toContain(createHash("sha256").update(text).digest("hex"));
    }
  });

  it("is still good when the server's secret has been changed meanwhile", async () => {
    const { codeId, code } = await codeFor(newPhone());
    const entered = await enterCode(
      { db, sessionSecrets: ["the newest secret, also long enough", ...secrets] },
      { codeId, code, purpose: "signIn", clientAddress: codeId, now: NOW },
    );
    expect(entered.ok).toBe(true);
  });
});

describe("asking for codes", () => {
  const waiting = async (answer: ReturnType<typeof ask>) => {
    const told = await answer;
    return told.ok || told.refusal.code !== "TryLater"
      ? undefined
      : [told.refusal.pace, told.refusal.waitSeconds];
  };

  it("is possible again after a minute, also when it is asked many times at once", async () => {
    const phone = newPhone();
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(phone)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(sent).toHaveLength(1);
    expect(await waiting(ask(phone, { now: addMs(NOW, 20 * SECOND_MS) }))).toEqual(["codeAgain", 40]);
    expect((await ask(phone, { now: addMs(NOW, MINUTE_MS) })).ok).toBe(true);
  });

  it("of one number goes five times, then once in twelve minutes, from whatever addresses", async () => {
    const phone = newPhone();
    for (let minute = 0; minute < 5; minute += 1) {
      const asked = { now: addMs(NOW, minute * MINUTE_MS), address: `address ${minute}` };
      expect((await ask(phone, asked)).ok).toBe(true);
    }
    expect(await waiting(ask(phone, { now: addMs(NOW, 5 * MINUTE_MS) }))).toEqual(["codesOfPhone", 7 * 60]);
    expect((await ask(phone, { now: addMs(NOW, 12 * MINUTE_MS) })).ok).toBe(true);
  });

  it("of one number ends after a day's share, however patiently it is asked", async () => {
    const phone = newPhone();
    let told = 0;
    for (let times = 0; times < 40; times += 1) {
      if ((await ask(phone, { now: addMs(NOW, times * 12 * MINUTE_MS), address: `${times}` })).ok) told += 1;
    }
    // Twelve at once, and one more for each two hours of the eight.
    expect(told).toBe(12 + 3);
  });

  it("from one address ends after thirty numbers; a refused try costs its number nothing", async () => {
    const address = "203.0.113.9";
    for (let times = 0; times < 30; times += 1) expect((await ask(newPhone(), { address })).ok).toBe(true);
    const phone = newPhone();
    expect(await waiting(ask(phone, { address }))).toEqual(["codesOfAddress", 120]);
    expect((await ask(phone, { address: "203.0.113.10" })).ok).toBe(true);
  });

  it("says so when the message could not be sent", async () => {
    const sender: SmsSender = { send: async () => refuse({ code: "SmsNotSent" }) };
    expect(await ask(newPhone(), { sender })).toEqual(refuse({ code: "SmsNotSent" }));
  });
});

describe("guessing", () => {
  it("at the codes of many numbers from one address ends too", async () => {
    const { codeId, wrong } = await codeFor(newPhone());
    const answers = [];
    for (let times = 0; times < 61; times += 1) answers.push(await type(codeId, wrong, NOW, "203.0.113.11"));
    expect(answers.at(59)).toMatchObject({ refusal: { code: "CodeOver" } });
    expect(answers.at(60)).toEqual(refuse({ code: "TryLater", pace: "guessesOfAddress", waitSeconds: 60 }));
  });
});

describe("what is over", () => {
  it("is forgotten: codes after a day, limits once they have recovered", async () => {
    const phone = newPhone();
    const later = addMs(NOW, 40 * DAY_MS);
    const { codeId } = await codeFor(phone, later);
    await forgetSpentProofs({ db }, { now: addMs(later, HOUR_MS) });
    expect(await db.prisma.oneTimeCode.count({ where: { id: codeId } })).toBe(1);
    await forgetSpentProofs({ db }, { now: addMs(later, 2 * DAY_MS) });
    expect(await db.prisma.oneTimeCode.count()).toBe(0);
    expect(await db.prisma.pace.count()).toBe(0);
  });
});
