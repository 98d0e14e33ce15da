import { describe, expect, it } from "vitest";
import { addMs, DAY_MS } from "~/kernel/clock";
import { deskLeads, MOST_LEADS_A_DAY, offerPage, wholesaleList } from "~/modules/wholesale/index.server";
import { accepted } from "../../support/market";
import { leadGround, now, TONNE } from "./lead-ground";

const ground = leadGround();

describe("lots by the tonne", () => {
  it("are listed with tier prices in order of weight, basis and lot", async () => {
    const [offer, ...others] = await wholesaleList(ground.db(), { locale: "zh-CN", now });
    expect(others).toEqual([]);
    expect(offer).toMatchObject({
      slug: "suanmiao-tonnes",
      basis: "loaded",
      minGrams: TONNE,
      tiers: [
        { fromGrams: TONNE, unitPrice: 34_000n },
        { fromGrams: 10n * TONNE, unitPrice: 30_000n },
      ],
      lot: { code: "P111-1111-111", harvestedOn: "2026-03-01", grams: 36n * TONNE },
      validUntil: "2026-03-31",
    });
  });

  it("disappear when their prices have run out, by the day in Shanghai", async () => {
    const lastMinute = new Date("2026-03-31T15:59:00Z");
    const page = (at: Date) => offerPage(ground.db(), { slug: "suanmiao-tonnes", locale: "en", now: at });
    expect(await page(lastMinute)).toBeDefined();
    expect(await page(addMs(lastMinute, 60_000))).toBeUndefined();
  });
});

describe("a request that is refused", () => {
  it.each([
    ["an offer that is not there", { offer: "nothing" }, "OfferGone"],
    ["a region that does not exist", { regionCode: "999999" }, "RegionUnknown"],
    ["days that are over", { neededFrom: "2026-03-01" }, "LeadDatesOutOfRange"],
  ])("for %s", async (_, changes, code) => {
    expect(await ground.submit(changes)).toMatchObject({ ok: false, refusal: { code } });
  });

  it("for one telephone number that sends more than a few a day", async () => {
    const phone = "13912340000";
    for (let count = 0; count < MOST_LEADS_A_DAY; count += 1) accepted(await ground.submit({ phone }));
    expect(await ground.submit({ phone })).toMatchObject({ refusal: { code: "TooManyLeads" } });
    expect((await ground.submit({ phone }, addMs(now, DAY_MS + 1))).ok).toBe(true);
  });
});

it("keeps no source for a buyer who came alone, and asks a cooperative without an offer", async () => {
  accepted(
    await ground.submit(
      { offer: "", cooperative: "yandixia-coop", phone: "13911110000" },
      addMs(now, 1),
      null,
    ),
  );
  const { leads } = await deskLeads(ground.db(), {
    cooperativeId: ground.market().cooperativeId,
    locale: "zh-CN",
    limit: 50,
  });
  const alone = leads.find((lead) => lead.offerName === null);
  expect(alone).toMatchObject({ source: null, offerSlug: null });
});

it("pages through a desk's leads, newest first, without a gap", async () => {
  const all = await deskLeads(ground.db(), {
    cooperativeId: ground.market().cooperativeId,
    locale: "zh-CN",
    limit: 50,
  });
  const seen: string[] = [];
  let after: { at: Date; id: string } | undefined;
  do {
    const page = await deskLeads(ground.db(), {
      cooperativeId: ground.market().cooperativeId,
      locale: "zh-CN",
      after,
      limit: 2,
    });
    seen.push(...page.leads.map((lead) => lead.id));
    after = page.next ?? undefined;
  } while (after);
  expect(seen).toEqual(all.leads.map((lead) => lead.id));
});
