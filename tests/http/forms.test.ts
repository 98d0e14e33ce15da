import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readForm } from "~/http/forms.server";

const send = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request("http://shop.test/", { method: "POST", body, headers });
const fields = (...pairs: [string, string][]) => send(new URLSearchParams(pairs));

const person = z.object({
  name: z.string("nameMissing").min(1, "nameMissing"),
  packs: z.coerce.number("packsInvalid").int("packsInvalid").optional(),
  tags: z.array(z.string()).optional(),
});

describe("a form", () => {
  it("is read through its shape", async () => {
    const read = await readForm(fields(["name", "王秀英"], ["packs", "3"], ["other", "x"]), person);
    expect(read).toEqual({ ok: true, value: { name: "王秀英", packs: 3 } });
  });

  it("takes the first of a repeated field, and all of a field that is a list", async () => {
    const form = fields(
      ["name", "first"],
      ["name", "second"],
      ["tags[]", "a"],
      ["tags[]", "b"],
      ["tags[]", "a"],
    );
    expect(await readForm(form, person)).toEqual({
      ok: true,
      value: { name: "first", tags: ["a", "b", "a"] },
    });
    expect(await readForm(fields(["name", "x"], ["tags[]", "one"]), person)).toMatchObject({
      value: { tags: ["one"] },
    });
  });

  it("gives back what was typed, with one code for each field that is wrong", async () => {
    const form = fields(["name", ""], ["packs", "many"], ["note", "送到村口"]);
    expect(await readForm(form, person)).toEqual({
      ok: false,
      refusal: {
        code: "FormInvalid",
        problems: { name: "nameMissing", packs: "packsInvalid" },
        values: { name: "", packs: "many", note: "送到村口" },
      },
    });
  });

  it("is read from a body in parts too, without its files", async () => {
    const form = new FormData();
    form.append("name", new File(["x"], "name.txt"));
    form.append("name", "王秀英");
    form.append("tags[]", new File(["x"], "tag.txt"));
    expect(await readForm(send(form), person)).toEqual({ ok: true, value: { name: "王秀英" } });
  });

  it("whose fields bear the names of things every object has means nothing special by them", async () => {
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"];
    const form = fields(
      ["name", ""],
      ...names.map((name): [string, string] => [name, "typed"]),
      ["__proto__[]", "polluted"],
      ["constructor[]", "x"],
    );
    const read = await readForm(form, person);
    if (read.ok) throw new Error("expected a refusal");
    expect(read.refusal.problems).toEqual({ name: "nameMissing" });
    expect(read.refusal.values.toString).toBe("typed");
    expect(Object.getPrototypeOf(read.refusal.values)).toBe(Object.prototype);
    expect(Object.hasOwn(read.refusal.values, "__proto__")).toBe(false);
    expect(({} as Record<string, unknown>)[0]).toBeUndefined();

    const strict = z.object({ constructor: z.string(), valueOf: z.string() });
    expect(await readForm(fields(["constructor", "a"], ["valueOf", "b"]), strict)).toMatchObject({
      ok: true,
    });
  });

  it("does not count as filled what only every object has", async () => {
    const shape = z.object({ toString: z.string("missing") });
    expect(await readForm(fields(["a", "b"]), shape)).toMatchObject({
      refusal: { problems: { toString: "missing" } },
    });
  });

  it("of more fields than any of ours is refused, soon enough not to hold others up", async () => {
    const long = send("a[]=&".repeat(50_000), { "content-type": "application/x-www-form-urlencoded" });
    const startedAt = performance.now();
    await expect(readForm(long, person)).rejects.toMatchObject({ status: 400 });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it("that is no form is the sender's mistake, not ours", async () => {
    const bodies: readonly Request[] = [
      fields(["name", "a\0b"]),
      send("{}", { "content-type": "application/json" }),
      send("a=1", { "content-type": "text/plain" }),
      send("x", { "content-type": "multipart/form-data" }),
      send("--b\r\nbroken", { "content-type": "multipart/form-data; boundary=b" }),
    ];
    for (const request of bodies) {
      await expect(readForm(request, person)).rejects.toMatchObject({ status: 400 });
    }
  });
});
