import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explainEnv, readEnv } from "~/platform/env/env.server";
import { ENV_VARIABLES, environmentPage } from "~/platform/env/env-variables.server";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "env-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DATABASE_URL = "postgres://portal:pw@127.0.0.1:5432/portal";
const demo = (more: Record<string, string> = {}) => readEnv({ DATABASE_URL, DATA_DIR: folder, ...more });

const live = {
  APP_MODE: "production",
  DATABASE_URL,
  PUBLIC_ORIGIN: "https://shop.zitong.cn",
  SESSION_SECRET: "q8Jr2mXw0cV5tYbN7hLk3sPd9fGz1aEu",
  STRIPE_SECRET_KEY: "sk_live_51QxYz",
  STRIPE_WEBHOOK_SECRET: "whsec_K3vT9pQ2mZ7xR4wB",
  SMS_WEBHOOK_URL: "https://sms.zitong.cn/send",
  SMS_WEBHOOK_SECRET: "m4Xc8Vb2Nq6Wr0Ty5Ui9Op3As7Df1Gh5",
};
const production = (more: Record<string, string> = {}) => readEnv({ DATA_DIR: folder, ...live, ...more });

function problemsOf(result: ReturnType<typeof readEnv>): Record<string, string> {
  if (result.ok) return {};
  return Object.fromEntries(result.refusal.problems.map(({ name, sentence }) => [name, sentence]));
}

function accepted(result: ReturnType<typeof readEnv>) {
  if (!result.ok) throw new Error(explainEnv(result.refusal));
  return result.value;
}

describe("a demo", () => {
  test("starts with nothing but a database, on loopback only", () => {
    const env = accepted(demo());
    expect(env.mode).toBe("demo");
    expect(env.host).toBe("127.0.0.1");
    expect(env.publicOrigin).toBe("http://localhost:3000");
    expect(env.stripe.secretKey).toBeUndefined();
    expect(env.workJobs).toBe(true);
  });

  test("makes up its secrets once, keeps them for the next start, and lets only its owner read them", () => {
    const first = accepted(demo());
    const second = accepted(demo());
    expect(second.sessionSecrets).toEqual(first.sessionSecrets);
    expect(second.stripe.webhookSecret).toBe(first.stripe.webhookSecret);
    expect(statSync(path.join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
  });

  test("refuses a live key of Stripe, and a test key without its webhook secret", () => {
    const withLive = {
      STRIPE_SECRET_KEY: "sk_live_51QxYz",
      STRIPE_WEBHOOK_SECRET: live.STRIPE_WEBHOOK_SECRET,
    };
    expect(problemsOf(demo(withLive))).toHaveProperty("STRIPE_SECRET_KEY");
    expect(problemsOf(demo({ STRIPE_SECRET_KEY: "sk_test_51QxYz" }))).toHaveProperty("STRIPE_WEBHOOK_SECRET");
  });

  test("says so when its data folder is not a folder", () => {
    const file = path.join(folder, "a-file");
    writeFileSync(file, "");
    expect(problemsOf(demo({ DATA_DIR: file })).DATA_DIR).toContain("cannot be used");
  });
});

describe("production", () => {
  test("starts with real secrets, on every address", () => {
    const env = accepted(production());
    expect(env.mode).toBe("production");
    expect(env.host).toBe("0.0.0.0");
    expect(env.sessionSecrets).toEqual([live.SESSION_SECRET]);
  });

  test("names every missing secret at once, also when something else is wrong", () => {
    const missing = Object.keys(problemsOf(readEnv({ APP_MODE: "production", DATABASE_URL, PORT: "x" })));
    expect(missing.toSorted()).toEqual([
      "PORT",
      "PUBLIC_ORIGIN",
      "SESSION_SECRET",
      "SMS_WEBHOOK_SECRET",
      "SMS_WEBHOOK_URL",
      "STRIPE_SECRET_KEY",
      "STRIPE_WEBHOOK_SECRET",
    ]);
  });

  test("hands codes over an encrypted line only", () => {
    const plain = production({ SMS_WEBHOOK_URL: "http://sms.zitong.cn/send" });
    expect(problemsOf(plain)).toHaveProperty("SMS_WEBHOOK_URL");
    expect(accepted(production()).sms).toEqual({
      url: live.SMS_WEBHOOK_URL,
      secret: live.SMS_WEBHOOK_SECRET,
    });
  });

  test("refuses the demo's secrets, placeholders and test keys", () => {
    const kept = accepted(demo());
    const borrowed = production({
      SESSION_SECRET: kept.sessionSecrets[0],
      STRIPE_WEBHOOK_SECRET: kept.stripe.webhookSecret,
      STRIPE_SECRET_KEY: "sk_test_51QxYz",
    });
    expect(Object.keys(problemsOf(borrowed)).toSorted()).toEqual([
      "SESSION_SECRET",
      "STRIPE_SECRET_KEY",
      "STRIPE_WEBHOOK_SECRET",
    ]);
    expect(problemsOf(production({ SESSION_SECRET: "please-change-me-please-change-me" }))).not.toEqual({});
    expect(problemsOf(production({ SESSION_SECRET: "ab".repeat(20) }))).toHaveProperty("SESSION_SECRET");
  });

  test("wants https, except on this computer", () => {
    expect(problemsOf(production({ PUBLIC_ORIGIN: "http://shop.zitong.cn" }))).toHaveProperty(
      "PUBLIC_ORIGIN",
    );
    expect(accepted(production({ PUBLIC_ORIGIN: "http://localhost:3000" })).publicOrigin).toBe(
      "http://localhost:3000",
    );
  });

  test("a session secret can be changed while the old one is still accepted", () => {
    const next = "Zp4Wn8Kc6Hv1Rt3Xb7Mq9Lf2Sj5Dg0Ya";
    expect(accepted(production({ SESSION_SECRET: `${next} ${live.SESSION_SECRET}` })).sessionSecrets).toEqual(
      [next, live.SESSION_SECRET],
    );
    expect(problemsOf(production({ SESSION_SECRET: `${next} short` }))).toHaveProperty("SESSION_SECRET");
  });
});

describe("a bad value", () => {
  test.each([
    ["APP_MODE", "staging"],
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "80a"],
    ["HOST", "not a host"],
    ["PUBLIC_ORIGIN", "shop.zitong.cn"],
    ["PUBLIC_ORIGIN", "https://shop.zitong.cn/path"],
    ["PUBLIC_ORIGIN", "ftp://shop.zitong.cn"],
    ["DATABASE_URL", "mysql://localhost/portal"],
    ["DATABASE_URL", ""],
    ["DB_POOL_MAX", "1"],
    ["WORK_JOBS", "maybe"],
    ["LOG_LEVEL", "loud"],
    ["SESSION_SECRET", "too short"],
    ["SMS_WEBHOOK_URL", "sms.zitong.cn"],
    ["SMS_WEBHOOK_SECRET", "too short"],
    ["PROXIES_IN_FRONT", "6"],
    ["STRIPE_SECRET_KEY", "pk_test_public"],
    ["STRIPE_WEBHOOK_SECRET", "not-a-whsec"],
    ["S3_ENDPOINT", "minio:9000"],
    ["S3_BUCKET", "Not_A_Bucket"],
    ["S3_REGION", "somewhere else"],
  ])("%s=%s is named in a readable sentence that does not repeat the value", (name, value) => {
    const problems = problemsOf(demo({ [name]: value }));
    expect(problems[name]).toMatch(new RegExp(`^${name} (must|is) .*\\.$`));
    if (value.length > 3) expect(problems[name]).not.toContain(` ${value}`);
  });

  test("half an S3 configuration is not taken for a whole one", () => {
    const half = problemsOf(demo({ S3_ENDPOINT: "https://s3.cn-north-1.example.com", S3_BUCKET: "portal" }));
    expect(Object.keys(half)).toEqual(["S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"]);
  });
});

test("docs/environment.md lists exactly the variables that are read", async () => {
  await expect(environmentPage()).toMatchFileSnapshot("../../docs/environment.md");
  expect(new Set(ENV_VARIABLES.map(({ name }) => name)).size).toBe(ENV_VARIABLES.length);
});
