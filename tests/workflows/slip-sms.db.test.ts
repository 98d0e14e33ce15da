import { describe, expect, it } from "vitest";
import { ok, refuse } from "~/kernel/result";
import { agreedText } from "~/modules/intake/index.server";
import { keepHousehold } from "~/workflows/keep-household";
import { sendSlipCode } from "~/workflows/send-slip-code";
import { weighAnew } from "~/workflows/weigh-anew";
import { intakeDesk } from "./intake-ground";
import { value } from "./sale-ground";

const { db, here, there, member, newProduct } = intakeDesk();

const sessionSecrets = ["of-this-test-of-this-test-of-this-test-x"] as const;
let phones = 13_800_000_000;

/** A slip of a household with a telephone, and the messages that reach it. */
async function withPhone() {
  phones += 1;
  const phone = `${phones}`;
  const form = { name: "李改霞", phone, member: true, demonstration: false };
  const made = value(await keepHousehold(here.deps(), { ...here.act(), householdId: null, form }));
  const wish = { householdId: made.householdId, productId: await newProduct() };
  const { number } = await here.weigh(wish);
  const messages: string[] = [];
  const sms = {
    send: async (message: { readonly phone: string; readonly text: string }) => {
      messages.push(`${message.phone} ${message.text}`);
      return ok();
    },
  };
  // In these tests the code of a slip is its amount, as it stands in what the household agrees to.
  const text = (slip: Parameters<typeof agreedText>[0]) => JSON.parse(agreedText(slip)).at(-1);
  const send = (act = here.act(), through: Parameters<typeof sendSlipCode>[0]["sms"] = sms) =>
    sendSlipCode({ db: db(), sms: through, sessionSecrets }, { ...act, number, text });
  return { phone, number, messages, send, productId: wish.productId };
}

describe("a household's code by text message", () => {
  it("reaches its telephone with what the slip says now, and confirms this and nothing else", async () => {
    const { phone, number, messages, send, productId } = await withPhone();
    expect(value(await send())).toEqual({ sent: true });
    expect(messages).toEqual([`${phone} 100000`]);
    const delivery = {
      plotId: null,
      productId,
      harvestedOn: "2026-11-20",
      variety: "阳光玫瑰",
      specification: "",
      grade: "first" as const,
      unitPrice: 100_000n,
      weighings: [{ grossGrams: 90_000n, tareGrams: 0n }],
    };
    value(await weighAnew({ db: db() }, { ...here.act(), number, delivery }));
    expect(await here.say(number, "100000")).toMatchObject({ refusal: { code: "SlipCodeWrong" } });
    const later = { ...here.act(), now: new Date(here.act().now.getTime() + 120_000) };
    value(await send(later));
    expect(messages.at(-1)).toBe(`${phone} 90000`);
    value(await here.say(number, "90000"));
    expect(await send(later)).toMatchObject({ refusal: { code: "SlipNotInState" } });
    const log = { where: { subjectId: number, act: "intake.codeSent" } };
    expect(await db().prisma.auditEntry.count(log)).toBe(2);
  });

  it("is not sent again at once, nor for another cooperative, nor where no telephone is known", async () => {
    const { send, messages } = await withPhone();
    value(await send());
    expect(await send()).toMatchObject({ refusal: { code: "TryLater" } });
    expect(await send(there.act())).toMatchObject({ refusal: { code: "SlipUnknown" } });
    expect(messages).toHaveLength(1);
    const slip = await here.weigh({ householdId: member(), productId: await newProduct() });
    const wish = { ...here.act(), number: slip.number, text: () => "" };
    const sms = { send: async () => ok() };
    expect(await sendSlipCode({ db: db(), sms, sessionSecrets }, wish)).toMatchObject({
      refusal: { code: "HouseholdPhoneMissing" },
    });
  });

  it("that did not leave is told, so that the household scans or signs", async () => {
    const { send } = await withPhone();
    const silent = { send: async () => refuse({ code: "SmsNotSent" }) };
    expect(value(await send(here.act(), silent))).toEqual({ sent: false });
  });

  it("is not sent any more once all tries are used up", async () => {
    const { number, send } = await withPhone();
    for (let tries = 0; tries < 5; tries += 1) await here.say(number, "1");
    expect(await send()).toMatchObject({ refusal: { code: "SlipCodeUsedUp" } });
  });
});
