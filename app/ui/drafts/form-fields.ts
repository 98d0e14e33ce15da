import type { KeptField } from "./draft-store";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Never kept: secrets, what the portal itself put in, files (a browser gives them back to nobody), buttons. */
const NEVER_TYPES = new Set(["password", "hidden", "file", "submit", "button", "reset", "image"]);
const SECRET = /(^|\s)(one-time-code|current-password|new-password|cc-[\w-]+)(\s|$)/;

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter((element): element is Control => {
    const isControl =
      element instanceof HTMLInputElement ||
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement;
    if (!isControl || element.name === "" || element.closest("[data-never-kept]")) return false;
    return !NEVER_TYPES.has(element.type) && !SECRET.test(element.autocomplete);
  });
}

function isTicked(control: Control): control is HTMLInputElement {
  return control.type === "checkbox" || control.type === "radio";
}

function numbered(form: HTMLFormElement): { readonly control: Control; readonly nth: number }[] {
  const seen = new Map<string, number>();
  return controlsOf(form).map((control) => {
    const nth = seen.get(control.name) ?? 0;
    seen.set(control.name, nth + 1);
    return { control, nth };
  });
}

/** What stands in a form now. */
export function readFields(form: HTMLFormElement): KeptField[] {
  return numbered(form).map(({ control, nth }) => ({
    name: control.name,
    nth,
    value: isTicked(control) ? control.checked : control.value,
  }));
}

/**
 * Puts back what was kept, as typing would, so that whatever on the page follows the typing follows this. Returns what
 * found no place; some fields are there only once another says so.
 */
export function fillFields(form: HTMLFormElement, fields: readonly KeptField[]): KeptField[] {
  return fields.filter((field) => {
    const found = numbered(form).find(
      ({ control, nth }) => control.name === field.name && nth === field.nth,
    )?.control;
    if (found) fill(found, field.value);
    return !found;
  });
}

function fill(control: Control, value: string | boolean): void {
  if (isTicked(control)) {
    // A radio is let go of by choosing another one.
    if (control.checked !== value && (value || control.type === "checkbox")) control.click();
    return;
  }
  if (typeof value !== "string" || control.value === value) return;
  // React notices a change only when the browser's own setter made it.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), "value")?.set?.call(control, value);
  control.dispatchEvent(new Event("input", { bubbles: true }));
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Whether two readings of a form say the same. */
export function sameFields(one: readonly KeptField[], other: readonly KeptField[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
