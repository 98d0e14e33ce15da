import type { z } from "zod";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";

/** What was wrong with a form, by field; the values come along so that nothing typed is lost. */
export interface FormInvalid extends Refusal<"FormInvalid"> {
  /** field → code of the problem, a key of the words under `problems` */
  readonly problems: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

/** More fields than any form of ours has; reading a longer one is work for nobody. */
const MOST_FIELDS = 2_000;

/** Thrown to Remix: what came is no form at all, so there is nothing to show again. */
function notAForm(): Response {
  return new Response(null, { status: 400 });
}

/**
 * A field sent several times is a list only when its name ends in `[]`; a second value is otherwise dropped. Files
 * have their own door. Names are whatever a stranger sends: the record inherits nothing that one could meet or change.
 */
function plainValues(form: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = Object.create(null);
  let fields = 0;
  for (const [name, value] of form) {
    fields += 1;
    if (fields > MOST_FIELDS) throw notAForm();
    if (typeof value !== "string") continue;
    // No keyboard types it, and PostgreSQL takes no text with it.
    if (value.includes("\0")) throw notAForm();
    if (!name.endsWith("[]")) {
      values[name] ??= value;
      continue;
    }
    const list = values[name.slice(0, -2)];
    if (Array.isArray(list)) list.push(value);
    else values[name.slice(0, -2)] = [value];
  }
  return values;
}

/** The fields of a request's body, in either of the two forms in which browsers send them. */
async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw notAForm();
  }
}

/**
 * Reads a request's form through a shape. The shape's messages are codes, not sentences. A body that is no form is
 * answered 400 by a thrown response.
 */
export async function readForm<Shape extends z.ZodType>(
  request: Request,
  shape: Shape,
): Promise<Result<z.output<Shape>, FormInvalid>> {
  const values = plainValues(await formOf(request));
  const read = shape.safeParse(values);
  if (read.success) return ok(read.data);
  const problems: Record<string, string> = Object.create(null);
  for (const issue of read.error.issues) problems[issue.path.join(".")] ??= issue.message;
  const typed = Object.entries(values).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return refuse({
    code: "FormInvalid",
    problems: { ...problems },
    values: Object.fromEntries(typed.filter(([name]) => name !== "__proto__")),
  });
}
