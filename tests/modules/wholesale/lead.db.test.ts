import pg from "pg";
import { describe, expect, it } from "vitest";
import { addMs } from "~/kernel/clock";
import { readNumber } from "~/kernel/ids";
import {
  deskLead,
  deskLeads,
  leadByToken,
  leadTokenHash,
  newLeadCount,
} from "~/modules/wholesale/index.server";
import { answerLead } from "~/workflows/answer-lead";
import { closeLead } from "~/workflows/close-lead";
import { openLead } from "~/workflows/open-lead";
import { setLeadNextStep } from "~/workflows/set-lead-next-step";
import type { SubmittedLead } from "~/workflows/submit-lead";
import { accepted } from "../../support/market";
import { FILLED, leadGround, now, TONNE } from "./lead-ground";

const ground = leadGround();

describe("a wholesale buyer's request", () => {
  let lead: SubmittedLead;
  const deps = () => ({ db: ground.db(), sessionSecrets: ["s".repeat(48)] as const });
  const look = (act: ReturnType<typeof ground.act>) => ({
    leadId: act.leadId,
    number: lead.number,
    userId: act.userId,
    now: act.now,
    ...({ organisationId: act.cooperativeId, role: "coopStaff", purpose: "answering", words: "" } as const),
  });

  it("keeps the host's link and live session that brought the buyer, and tells the desk when it is stored", async () => {
    const ear = new pg.Client({ connectionString: ground.databaseUrl() });
    await ear.connect();
    await ear.query("LISTEN desk_events");
    const heard = new Promise<string | undefined>((resolve) => {
      ear.on("notification", (message) => resolve(message.payload));
    });
    lead = accepted(await ground.submit());
    expect(JSON.parse((await heard) ?? "")).toEqual({
      cooperativeId: ground.market().cooperativeId,
      kind: "lead",
    });
    await ear.end();
    expect(readNumber("lead", lead.number)).toBe(lead.number);
    const { leads } = await deskLeads(ground.db(), {
      cooperativeId: ground.market().cooperativeId,
      locale: "zh-CN",
      limit: 10,
    });
    expect(leads[0]).toMatchObject({
      number: lead.number,
      grams: 30n * TONNE,
      offerName: "高山蒜苗",
      region: "甘肃省兰州市城关区",
      source: { hostName: "周主播", linkCode: "k7Qm2x", sessionName: "田间直播" },
    });
    expect(await newLeadCount(ground.db(), ground.market().cooperativeId)).toBe(1);
  });

  it("hides who wrote it until somebody opens it", async () => {
    const { leads } = await deskLeads(ground.db(), {
      cooperativeId: ground.market().cooperativeId,
      locale: "zh-CN",
      limit: 10,
    });
    const page = await deskLead(ground.db(), {
      cooperativeId: ground.market().cooperativeId,
      number: lead.number,
      locale: "zh-CN",
      shown: new Set(),
    });
    const hidden = { masked: true, company: "兰**", contact: "马**", phone: "138****2345" };
    expect(leads[0]).toMatchObject(hidden);
    expect(page).toMatchObject({ ...hidden, note: "" });
  });

  it("cannot be answered before it was opened", async () => {
    expect(await answerLead({ db: ground.db() }, { ...ground.act(lead.leadId), body: "好的" })).toEqual({
      ok: false,
      refusal: { code: "LeadMoveRefused", move: "answer", state: "new" },
    });
  });

  it("is no business of another cooperative", async () => {
    const stranger = { ...look(ground.act(lead.leadId)), organisationId: ground.market().villageId };
    expect(await openLead(deps(), stranger)).toEqual({
      ok: false,
      refusal: { code: "LeadNotFound" },
    });
  });

  it("shows the contact once opened, with who opened it and when, however often it is opened", async () => {
    accepted(await openLead(deps(), look(ground.act(lead.leadId))));
    accepted(await openLead(deps(), { ...look(ground.act(lead.leadId)), now: addMs(now, 120_000) }));
    const page = await deskLead(ground.db(), {
      cooperativeId: ground.market().cooperativeId,
      number: lead.number,
      locale: "zh-CN",
      shown: new Set([lead.number]),
    });
    expect(page).toMatchObject({
      masked: false,
      company: FILLED.company,
      phone: FILLED.phone,
      note: FILLED.note,
    });
    expect(page?.events.filter((event) => event.kind === "opened")).toEqual([
      { kind: "opened", at: addMs(now, 60_000), by: "周文书", body: "", shown: false },
    ]);
    expect(await newLeadCount(ground.db(), ground.market().cooperativeId)).toBe(0);
  });

  it("reaches the buyer's link with the answer and without the cooperative's own notes or names", async () => {
    accepted(
      await answerLead(
        { db: ground.db() },
        { ...ground.act(lead.leadId), body: "一级货 30 吨有，3 月 12 日可装车。" },
      ),
    );
    accepted(
      await setLeadNextStep(
        { db: ground.db() },
        { ...ground.act(lead.leadId), nextStep: "寄样 5 公斤", nextStepOn: "2026-03-04" },
      ),
    );
    const seen = await leadByToken(ground.db(), { tokenHash: leadTokenHash(lead.token), locale: "en" });
    expect(seen).toMatchObject({
      number: lead.number,
      state: "answered",
      region: "Chengguan District, Lanzhou, Gansu",
    });
    expect(seen?.events.map((event) => event.kind)).toEqual(["submitted", "answered"]);
    const page = await deskLead(ground.db(), {
      cooperativeId: ground.market().cooperativeId,
      number: lead.number,
      locale: "zh-CN",
      shown: new Set(),
    });
    expect(page).toMatchObject({ nextStep: "寄样 5 公斤", nextStepOn: "2026-03-04" });
    expect(JSON.stringify(seen?.events)).not.toMatch(/寄样|周文书/);
  });

  it("is not found behind a guessed link", async () => {
    expect(
      await leadByToken(ground.db(), { tokenHash: leadTokenHash("guessed"), locale: "en" }),
    ).toBeUndefined();
  });

  it("ends won, and its next step with it", async () => {
    expect(
      accepted(
        await closeLead(
          { db: ground.db() },
          { ...ground.act(lead.leadId), outcome: "win", reason: "两车共 30 吨" },
        ),
      ),
    ).toBe("won");
    const page = await deskLead(ground.db(), {
      cooperativeId: ground.market().cooperativeId,
      number: lead.number,
      locale: "zh-CN",
      shown: new Set(),
    });
    expect(page).toMatchObject({ state: "won", nextStep: null, nextStepOn: null });
    expect(
      await closeLead({ db: ground.db() }, { ...ground.act(lead.leadId), outcome: "lose", reason: "" }),
    ).toMatchObject({
      ok: false,
    });
  });

  it("has a history that nobody can rewrite", async () => {
    await expect(ground.db().pool.query("UPDATE lead_event SET body = 'other'")).rejects.toThrow(/history/);
    await expect(ground.db().pool.query("DELETE FROM lead_event")).rejects.toThrow(/history/);
  });
});
