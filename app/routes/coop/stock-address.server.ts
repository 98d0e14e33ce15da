import { z } from "zod";
import { notFound } from "~/http/door.server";

const uuid = z.uuid();

/** The pack, lot or count an address names; what is no id is not found. */
export function idOf(params: Readonly<Record<string, string | undefined>>): string {
  const read = uuid.safeParse(params.id);
  if (!read.success) throw notFound();
  return read.data;
}

/** Which of a page's forms was sent; a form that is none of them is answered 400. */
export async function intentOf<const Intents extends readonly [string, ...string[]]>(
  request: Request,
  intents: Intents,
): Promise<Intents[number]> {
  const asked = z.enum(intents).safeParse((await request.clone().formData()).get("intent"));
  if (!asked.success) throw new Response(null, { status: 400 });
  return asked.data as Intents[number];
}
