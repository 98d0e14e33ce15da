import type { z } from "zod";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";

/** What was wrong with a form, by field; the values come along so that nothing typed is lost. */
export interface FormInvalid extends Refusal<"FormInvalid"> {
  /** field → code of the problem, a key of the words under `problems` */
  readonly problems: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

/** A field sent several times is a list only when its name ends in `[]`; a second value is otherwise dropped. */
function plainValues(form: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const [name, value] of form) {
    if (typeof value !== "string") continue;
    if (name.endsWith("[]")) {
      const list = values[name.slice(0, -2)];
      values[name.slice(0, -2)] = Array.isArray(list) ? [...list, value] : [value];
    } else {
      values[name] ??= value;
    }
  }
  return values;
}

/** Reads a request's form through a shape. The shape's messages are codes, not sentences. */
export async function readForm<Shape extends z.ZodType>(
  request: Request,
  shape: Shape,
): Promise<Result<z.output<Shape>, FormInvalid>> {
  const values = plainValues(await request.formData());
  const read = shape.safeParse(values);
  if (read.success) return ok(read.data);
  const problems: Record<string, string> = {};
  for (const issue of read.error.issues) problems[issue.path.join(".")] ??= issue.message;
  const typed = Object.entries(values).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return refuse({ code: "FormInvalid", problems, values: Object.fromEntries(typed) });
}
