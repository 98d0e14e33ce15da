/** Opens every fold around the field with this id. Gives the field where there is one. */
export function unfold(id: string): HTMLElement | undefined {
  const field = document.getElementById(id) ?? undefined;
  for (let fold = field?.closest("details"); fold; fold = fold.parentElement?.closest("details"))
    fold.open = true;
  return field;
}

/** Brings somebody to the field with this id, wherever it is folded away. Says whether there is one. */
export function showField(id: string): boolean {
  const field = unfold(id);
  field?.focus({ preventScroll: true });
  field?.scrollIntoView({ block: "center" });
  return field !== undefined;
}
