const COLOUR: Readonly<Record<string, string>> = { debug: "90", info: "36", warn: "33", error: "31" };
const paint = (code: string, text: string) => `\u001b[${code}m${text}\u001b[0m`;

/** A JSON log line as one line for a person: time, level, event, then `field=value`; a stack follows below. */
export function lineForTerminal(json: string): string {
  const { level, time, msg, error, ...fields } = JSON.parse(json) as Record<string, unknown>;
  const { stack, ...fault } = (error ?? {}) as Record<string, unknown>;
  const shown = Object.entries({ ...fields, ...(error === undefined ? {} : { error: fault.message }) }).map(
    ([key, value]) => paint("90", `${key}=`) + (typeof value === "string" ? value : JSON.stringify(value)),
  );
  const head = [
    paint("90", String(time).slice(11, 23)),
    paint(COLOUR[String(level)] ?? "0", String(level).padEnd(5)),
    String(msg),
  ];
  return `${[...head, ...shown].join(" ")}\n${typeof stack === "string" ? `${paint("90", stack)}\n` : ""}`;
}
