import { newId } from "~/kernel/ids";
import type { LocalizedText } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import type { WorkshopKind } from "./organisation";

export interface NewVillage {
  readonly slug: string;
  readonly name: LocalizedText;
  /** township, county and province in words */
  readonly place: LocalizedText;
  /** the county's GB/T 2260 code */
  readonly regionCode: string;
  readonly sentence: LocalizedText;
  readonly story: LocalizedText;
  readonly imageId: string | null;
  readonly position: number;
  readonly now: Date;
}

export async function createVillage(tx: Tx, village: NewVillage): Promise<{ readonly villageId: string }> {
  const { now, ...fields } = village;
  const villageId = newId(now);
  await tx.prisma.village.create({ data: { id: villageId, ...fields } });
  return { villageId };
}

export interface NewCollective {
  readonly villageId: string;
  readonly name: LocalizedText;
  /** the collective's book, opened in the ledger first */
  readonly bookId: string;
  readonly now: Date;
}

export async function createCollective(
  tx: Tx,
  collective: NewCollective,
): Promise<{ readonly collectiveId: string }> {
  const { now, ...fields } = collective;
  const collectiveId = newId(now);
  await tx.prisma.collective.create({ data: { id: collectiveId, ...fields } });
  return { collectiveId };
}

export interface NewCooperative {
  readonly slug: string;
  readonly villageId: string;
  readonly name: LocalizedText;
  readonly sentence: LocalizedText;
  readonly story: LocalizedText;
  readonly bookId: string;
  readonly shipsFrom: LocalizedText;
  readonly servicePhone: string;
  readonly licenceNumber: string;
  readonly imageId: string | null;
  readonly position: number;
  readonly now: Date;
}

export async function createCooperative(
  tx: Tx,
  cooperative: NewCooperative,
): Promise<{ readonly cooperativeId: string }> {
  const { now, ...fields } = cooperative;
  const cooperativeId = newId(now);
  await tx.prisma.cooperative.create({ data: { id: cooperativeId, ...fields } });
  return { cooperativeId };
}

export interface NewWorkshop {
  readonly slug: string;
  readonly villageId: string;
  readonly kind: WorkshopKind;
  readonly name: LocalizedText;
  readonly sentence: LocalizedText;
  readonly partnerFirm: LocalizedText | null;
  /** people employed all year, and jobs given in the village over the year */
  readonly fixedPosts: number;
  readonly localJobs: number;
  readonly imageId: string | null;
  readonly position: number;
  readonly now: Date;
}

export async function createWorkshop(
  tx: Tx,
  workshop: NewWorkshop,
): Promise<{ readonly workshopId: string }> {
  const { now, partnerFirm, ...fields } = workshop;
  const workshopId = newId(now);
  await tx.prisma.workshop.create({
    data: { id: workshopId, ...fields, ...(partnerFirm && { partnerFirm }) },
  });
  return { workshopId };
}

export interface NewFirstSecretary {
  readonly villageId: string;
  readonly name: LocalizedText;
  /** the unit that posted the secretary */
  readonly unit: LocalizedText;
  /** YYYY-MM-DD */
  readonly postedFrom: string;
  readonly now: Date;
}

export async function createFirstSecretary(
  tx: Tx,
  secretary: NewFirstSecretary,
): Promise<{ readonly firstSecretaryId: string }> {
  const { now, postedFrom, ...fields } = secretary;
  const firstSecretaryId = newId(now);
  await tx.prisma.firstSecretary.create({
    data: { id: firstSecretaryId, ...fields, postedFrom: new Date(`${postedFrom}T00:00:00Z`) },
  });
  return { firstSecretaryId };
}
