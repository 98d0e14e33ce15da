/** Where a list by time goes on: after the row of this moment and id. */
export interface Cursor {
  readonly at: Date;
  readonly id: string;
}

const CURSOR = /^(\d{12,15})_([0-9a-f-]{36})$/;

/** For the address of the next page. */
export function writeCursor({ at, id }: Cursor): string {
  return `${at.getTime()}_${id}`;
}

/** Undefined for an address that was tampered with, which then shows the first page. */
export function readCursor(text: string | null): Cursor | undefined {
  const [, time, id] = CURSOR.exec(text ?? "") ?? [];
  return time && id ? { at: new Date(Number(time)), id } : undefined;
}
