import { maskName } from "~/kernel/masking";
import type { Viewer } from "~/modules/identity/index.server";

/** Fields of what a desk sends in which somebody of the cooperative is named: its staff, its households. */
const NAMES: ReadonlySet<string> = new Set([
  "actor",
  "by",
  "byName",
  "closedBy",
  "grantedBy",
  "householdName",
  "invitedBy",
  "openedBy",
  "revokedBy",
  "subjectName",
  "witness",
]);

/** Whether somebody who may look at a desk has no duty at it: the operator, who reads everywhere. */
export function isOutsider(viewer: Viewer, organisationId: string): boolean {
  return !viewer.grants.some((grant) => grant.organisationId === organisationId);
}

/** A name as an outsider reads it: 王**. What is empty stays so. */
export function nameOutside(name: string): string {
  return name === "" ? "" : maskName(name);
}

/**
 * What a desk sends, with everybody of the cooperative behind a mask: the field's name decides, so that a loader need not
 * know who asks. Fields called only `name` are masked where they are read. Pure; what is no plain data is passed on.
 */
export function withoutNames<Answer>(answer: Answer): Answer {
  return walk(answer) as Answer;
}

function walk(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(walk);
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([field, held]) => [
      field,
      NAMES.has(field) && typeof held === "string" ? nameOutside(held) : walk(held),
    ]),
  );
}

/** Lines of a story of stock, as this visitor may read who moved what. */
export function personFor({
  viewer,
  organisationId,
}: {
  readonly viewer: Viewer;
  readonly organisationId: string;
}): <Line extends { readonly person: string | null }>(line: Line) => Line {
  const outside = isOutsider(viewer, organisationId);
  return (line) => (outside && line.person ? { ...line, person: nameOutside(line.person) } : line);
}
