import { setTimeout as pause } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openLog, requestIdFrom, withRequestId } from "~/platform/log/log.server";
import { maskText } from "~/platform/log/mask-fields.server";

function openMemoryLog(options: { level?: "debug" | "info" | "silent"; forTerminal?: boolean } = {}) {
  const lines: string[] = [];
  const log = openLog({
    level: options.level ?? "debug",
    forTerminal: options.forTerminal ?? false,
    sink: { write: (line) => void lines.push(line) },
  });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? "{}") as Record<string, unknown> };
}

describe("personal data", () => {
  test("a phone number, a name and an address are masked wherever they stand in the fields", () => {
    const { log, lines } = openMemoryLog();
    log.info("order placed", {
      order: {
        number: "D4K7-9QXM-2TB",
        recipient: { name: "王小明", phone: "13812345678", address: { street: "长宁街道 8 号" } },
        contacts: [{ contactName: "李大姐", mobilePhone: 13912345678 }],
      },
    });
    expect(lines[0]).not.toMatch(/小明|大姐|长宁|12345678/);
    expect(lines[0]).toContain("D4K7-9QXM-2TB");
    expect(lines[0]).toContain("138****5678");
    expect(lines[0]).toContain("王**");
  });

  test("secrets, cookies and tokens are hidden by the name of the field", () => {
    const { log, lines } = openMemoryLog();
    log.warn("strange request", {
      headers: new Headers({
        Cookie: "session=abc123",
        Authorization: "Bearer abc.def.ghi",
        "X-Forwarded-For": "::1",
      }),
      sessionToken: "tok-1",
      STRIPE_SECRET_KEY: "sk_live_51QxYz",
      databaseUrl: "postgres://portal:pw@h/db",
      "set-cookie": ["a=b"],
    });
    expect(lines[0]).not.toMatch(/abc123|abc\.def|tok-1|51QxYz|portal:pw|a=b/);
    expect(lines[0]).toContain("::1");
  });

  test.each([
    ["call 13812345678 now", "call 138****5678 now"],
    ["手机号+86 138 1234 5678。", "手机号138****5678。"],
    ["tel:0816-8212345", "tel:[hidden]"],
    ["id 510722199001011234", "id [hidden]"],
    ["connect postgres://portal:p%40ss@db:5432/x", "connect postgres://portal:[hidden]@db:5432/x"],
    [
      "GET /wholesale/requests/X1?token=eyJhbGci.abc&lang=en",
      "GET /wholesale/requests/X1?token=[hidden]&lang=en",
    ],
    ["key sk_test_51Abc and whsec_9f8e7d", "key sk_test_[hidden] and whsec_[hidden]"],
    ["mail li@example.cn", "mail [hidden]"],
  ])("inside a text: %s", (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  test.each([
    "019a8f3e-1381-7abc-9345-13812345678f",
    "1795300000123",
    "D1381-2345-678",
    "2026-11-21T13:51:23.456Z",
  ])("ids, times and numbers that are no phone stay readable: %s", (text) => {
    expect(maskText(text)).toBe(text);
  });

  test("whatever surrounds it, a whole mobile number never reaches a line", () => {
    const phone = fc
      .tuple(fc.integer({ min: 3, max: 9 }), fc.stringMatching(/^\d{9}$/))
      .map(([a, b]) => `1${a}${b}`);
    const edge = fc.constantFrom("", " ", "：", "(", "手机", ",", '"', "=", "/", "\n");
    fc.assert(
      fc.property(phone, edge, edge, (number, before, after) => {
        expect(maskText(`${before}${number}${after}`)).not.toContain(number);
      }),
    );
  });
});

describe("a fault", () => {
  test("is logged with its causes and without the row values that PostgreSQL reports", () => {
    const { log, last, lines } = openMemoryLog();
    const cause = Object.assign(new Error("duplicate key value violates unique constraint"), {
      code: "23505",
      constraint: "users_phone_key",
      detail: "Key (display_name)=(王小明) already exists.",
    });
    log.fault(new Error("could not save 13812345678", { cause }), { during: "register buyer", attempt: 2 });
    expect(last()).toMatchObject({
      level: "error",
      msg: "register buyer",
      attempt: 2,
      error: {
        message: "could not save 138****5678",
        cause: { code: "23505", constraint: "users_phone_key" },
      },
    });
    expect(lines[0]).not.toMatch(/王小明|12345678/);
  });

  test("may be anything that was thrown, and cycles, bigints and dates do not break the line", () => {
    const { log, last } = openMemoryLog();
    const loop: Record<string, unknown> = { fen: 2990n, at: new Date(0) };
    loop.self = loop;
    log.fault("plain text", { during: "x", loop });
    expect(last()).toMatchObject({
      error: { message: "plain text" },
      loop: { fen: "2990", at: new Date(0).toISOString() },
    });
  });
});

describe("request ids", () => {
  test("every line written on behalf of a request carries its id, also after waiting, also side by side", async () => {
    const { log, lines } = openMemoryLog();
    const serve = (id: string, milliseconds: number) =>
      withRequestId(id, async () => {
        await pause(milliseconds);
        log.info("served", { expected: id });
      });
    await Promise.all([serve("request-one", 8), serve("request-two", 2)]);
    log.info("idle");
    const seen = lines.map((line) => JSON.parse(line) as { requestId?: string; expected?: string });
    expect(seen.map(({ requestId, expected }) => requestId === expected)).toEqual([true, true, true]);
    expect(seen.map(({ requestId }) => requestId)).toEqual(["request-two", "request-one", undefined]);
  });

  test("an id from outside is taken only when it is one", () => {
    expect(requestIdFrom("7c0e1b52-aa")).toBe("7c0e1b52-aa");
    for (const strange of ["short", "line\nbreak-line", "x".repeat(65), "", null]) {
      const id = requestIdFrom(strange);
      expect(id).not.toBe(strange);
      expect(id).toMatch(/^[\w-]{12}$/);
    }
  });
});

test("a terminal gets one line per event and the stack below it", () => {
  const { log, lines } = openMemoryLog({ forTerminal: true });
  log.info("listening", { port: 3000 });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours are what is stripped here
  const plain = (lines[0] ?? "").replaceAll(/\u001b\[\d+m/g, "");
  expect(plain).toMatch(/^\d\d:\d\d:\d\d\.\d{3} info {2}listening port=3000\n$/);
  log.fault(new Error("boom"), { during: "start" });
  expect(lines[1]).toContain("error=");
  expect(lines[1]).toContain("log.test.ts");
});

test("lines below the level are not written", () => {
  const { log, lines } = openMemoryLog({ level: "info" });
  log.debug("detail");
  expect(lines).toEqual([]);
});
