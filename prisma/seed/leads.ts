import { shanghaiDay } from "~/kernel/clock";
import { invariant } from "~/kernel/invariant";
import { answerLead } from "~/workflows/answer-lead";
import { closeLead } from "~/workflows/close-lead";
import { openLead } from "~/workflows/open-lead";
import { recordTouch } from "~/workflows/record-touch";
import { setLeadNextStep } from "~/workflows/set-lead-next-step";
import { type SubmittedLead, submitLead } from "~/workflows/submit-lead";
import { atHour, daysAfter } from "./calendar";
import type { Dice } from "./dice";
import { LEAD_LETTERS, type LeadLetter, type LeadStep } from "./lead-letters";
import { must } from "./must";
import type { Stage } from "./stage";
import { offerSlug } from "./wholesale";

/** The correspondence with wholesale buyers. */
export interface Correspondence {
  /** What is written on one day, counted from today, as long as it is before `until`. */
  followDay(dayFromToday: number, until: Date): Promise<void>;
}

const FIRST_PHONE = 13_800_002_001;

export function openCorrespondence(stage: Stage, chance: Dice, today: Date): Correspondence {
  const sent = new Map<LeadLetter, SubmittedLead>();
  const at = (day: number, hour: number) => atHour(daysAfter(today, day), hour);
  return {
    async followDay(dayFromToday, until) {
      for (const [position, letter] of LEAD_LETTERS.entries()) {
        const sentAt = at(letter.day, letter.hour);
        if (letter.day === dayFromToday && sentAt <= until) {
          sent.set(letter, await send(stage, chance, letter, position, sentAt));
        }
        for (const step of letter.steps) {
          const now = at(step.day, step.hour);
          const lead = sent.get(letter);
          if (step.day !== dayFromToday || now > until || lead === undefined) continue;
          const dueOn = shanghaiDay(at(step.dueDay ?? step.day, 0));
          await take(stage, letter, step, { ...lead, now, dueOn });
        }
      }
    },
  };
}

async function send(
  stage: Stage,
  chance: Dice,
  letter: LeadLetter,
  position: number,
  now: Date,
): Promise<SubmittedLead> {
  const { session, village, offerOf, steps: _steps, day: _day, hour: _hour, grams, ...words } = letter;
  const visitorId = session === null ? null : chance.uuid(now);
  if (session !== null && visitorId !== null) {
    const code = stage.codeOf({ session, visitorId, touchedAt: now });
    must(await recordTouch(stage, { code, visitorId, now }), "following a session's link");
  }
  // The garlic is on offer in every month of the year; other letters are addressed to the cooperative at large.
  const offer = offerOf === null ? "" : offerSlug(offerOf);
  const submitted = await submitLead(
    { ...stage, random: chance.bytes },
    {
      form: {
        ...words,
        offer,
        cooperative: stage.places[village].cooperativeSlug,
        tonnes: grams,
        neededFrom: shanghaiDay(daysAfter(now, letter.neededFrom)),
        neededUntil: shanghaiDay(daysAfter(now, letter.neededUntil)),
        phone: String(FIRST_PHONE + position),
      },
      visitorId,
      userId: null,
      now,
    },
  );
  return must(submitted, `the letter of ${letter.company}`);
}

async function take(
  stage: Stage,
  letter: LeadLetter,
  { act, words }: LeadStep,
  when: SubmittedLead & { readonly now: Date; readonly dueOn: string },
): Promise<void> {
  const { leadId, number, now, dueOn } = when;
  const { cooperativeId } = stage.places[letter.village];
  const who = { leadId, cooperativeId, userId: stage.cast.staffOf[letter.village], now };
  const deed = `${act} of ${letter.company}`;
  invariant(act === "open" || words !== "", `${deed} is in words`);
  switch (act) {
    case "open":
      must(
        await openLead(stage, {
          leadId,
          number,
          userId: who.userId,
          organisationId: cooperativeId,
          now,
          role: "coopStaff",
          purpose: "answering",
          words: "",
        }),
        deed,
      );
      return;
    case "answer":
      must(await answerLead(stage, { ...who, body: words }), deed);
      return;
    case "plan":
      must(await setLeadNextStep(stage, { ...who, nextStep: words, nextStepOn: dueOn }), deed);
      return;
    case "win":
    case "lose":
      must(await closeLead(stage, { ...who, outcome: act, reason: words }), deed);
  }
}
