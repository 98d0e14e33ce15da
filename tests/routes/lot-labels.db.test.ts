import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Holdings, makeHoldings } from "../access/holdings";
import { makePerson, type Person } from "../access/people";
import { type ServedPortal, servePortal } from "../support/served-portal";

let served: ServedPortal;
let own: Holdings;
let packer: Person;

beforeAll(async () => {
  served = await servePortal(new Date("2026-11-20T02:00:00Z"));
  own = await makeHoldings(served.portal, "own", 0);
  const duty = { role: "packer", organisationId: own.organisationId } as const;
  packer = await makePerson(served.portal, { name: "苏巧云", duty });
}, 90_000);
afterAll(() => served.close());

async function page(query = "", prefix = "") {
  const path = `${prefix}/coop/${own.slug}/lots/${own.lotCode}/labels${query}`;
  const answer = await fetch(served.origin + path, { headers: { cookie: packer.cookie } });
  const text = await answer.text();
  return { text, labels: text.match(/<article[^>]*>.*?<\/article>/gs) ?? [] };
}

describe("labels for a lot's packs", () => {
  it("are printed by whoever packs, one for each pack there is, with certificate and the way to the passport", async () => {
    const { labels, text } = await page();
    // Two packs were made of the lot.
    expect(labels).toHaveLength(2);
    for (const told of [
      "2026-11-19",
      own.lotCode,
      "承诺达标合格证",
      own.certificate,
      "生产日期",
      "净含量",
      "扫码看这一批",
      "<path",
    ]) {
      expect(labels[0]).toContain(told);
    }
    expect(text).toContain("@page{size:60mm 40mm;margin:0}");
  });

  it("stand eighteen to a sheet of A4, and are in Chinese in every language of the desk", async () => {
    const { labels, text } = await page("?paper=a4&count=20&what=weight&kilograms=12.5", "/en");
    expect(labels).toHaveLength(20);
    expect(text.match(/break-after-page/g)).toHaveLength(2);
    expect(labels[0]).toContain("12.5 kg");
    expect(labels[0]).toContain("2026-11-19 采收");
  });

  it("print the net content as high as the rule asks, in the figures of whatever font", async () => {
    for (const [kilograms, millimetres] of [
      ["12.5", 6],
      ["0.5", 4],
      ["0.05", 2],
    ] as const) {
      const { labels } = await page(`?what=weight&kilograms=${kilograms}`);
      const [, size] = /font-size:([\d.]+)mm/.exec(labels[0] ?? "") ?? [];
      // The figures of the fonts that desks print with are seven tenths of their size, or higher.
      expect(Number(size) * 0.7, kilograms).toBeCloseTo(millimetres, 1);
    }
  });

  it("bear no certificate that was voided", async () => {
    const { db } = served.portal;
    const data = { voidedAt: new Date("2026-11-20T03:00:00Z"), voidReason: "重新包装" };
    await db.prisma.conformityCertificate.updateMany({ where: { number: own.certificate }, data });
    expect((await page()).labels[0]).not.toContain("承诺达标合格证");
    expect(served.faults).toEqual([]);
  });
});
