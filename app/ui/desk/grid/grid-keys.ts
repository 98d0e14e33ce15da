import type { KeyboardEvent } from "react";

const STEP: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, Enter: 1 };

/** In a column of prices the arrows and Enter go to the next one, as in a sheet; Ctrl and Enter save. */
export function moveByKeys(event: KeyboardEvent<HTMLFormElement>): void {
  const step = STEP[event.key];
  const { target, currentTarget } = event;
  if (step === undefined || !(target instanceof HTMLInputElement) || !("gridPrice" in target.dataset)) return;
  event.preventDefault();
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    currentTarget.requestSubmit();
    return;
  }
  const prices = [...currentTarget.querySelectorAll<HTMLInputElement>("[data-grid-price]")];
  const next = prices[prices.indexOf(target) + step];
  next?.focus();
  next?.select();
}
