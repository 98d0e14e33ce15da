import type { KeyboardEvent } from "react";

const STEP: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, Enter: 1 };

/** In a column of prices or packs the arrows and Enter go to the next one, as in a sheet; Ctrl and Enter save. */
export function moveByKeys(event: KeyboardEvent<HTMLFormElement>): void {
  const step = STEP[event.key];
  const { target, currentTarget } = event;
  if (step === undefined || !(target instanceof HTMLInputElement)) return;
  const { column } = target.dataset;
  if (column === undefined) return;
  event.preventDefault();
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    currentTarget.requestSubmit();
    return;
  }
  const cells = [...currentTarget.querySelectorAll<HTMLInputElement>(`[data-column="${column}"]`)];
  const next = cells[cells.indexOf(target) + step];
  next?.focus();
  next?.select();
}
