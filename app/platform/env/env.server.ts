import path from "node:path";
import { z } from "zod";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { SmsWebhook } from "../sms/webhook-sms.server";
import { DEMO_SECRET_MARK, type DemoSecrets, keepDemoSecrets } from "./demo-secrets.server";
import type { EnvVariableName } from "./env-variables.server";

export type AppMode = "demo" | "production";
export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

export interface S3Settings {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What the process was told from outside, read and checked once at boot. */
export interface Env {
  readonly mode: AppMode;
  readonly host: string;
  readonly port: number;
  /** Scheme and host, no slash at the end. */
  readonly publicOrigin: string;
  /** Absolute. */
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly dbPoolMax: number;
  readonly workJobs: boolean;
  readonly logLevel: LogLevel;
  /** The first signs; every one is accepted. */
  readonly sessionSecrets: readonly [string, ...string[]];
  readonly stripe: {
    /** Undefined: the built-in fake Stripe. */
    readonly secretKey: string | undefined;
    readonly webhookSecret: string;
  };
  /** Undefined in a demo, whose pages show the messages. */
  readonly sms: SmsWebhook | undefined;
  readonly proxiesInFront: number;
  /** Undefined: pictures in a folder of `dataDir`. */
  readonly s3: S3Settings | undefined;
}

export interface EnvProblem {
  readonly name: EnvVariableName;
  /** For the operator's terminal, in English; never holds the value itself. */
  readonly sentence: string;
}

export interface EnvInvalid extends Refusal<"EnvInvalid"> {
  readonly problems: readonly EnvProblem[];
}

const wholeNumber = (least: number, most: number, usual: number) => {
  const sentence = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, sentence)
    .transform(Number)
    .pipe(z.number().min(least, sentence).max(most, sentence))
    .default(usual);
};

const oneOf = <const T extends readonly [string, ...string[]]>(choices: T, usual: T[number]) =>
  z.enum(choices, `must be one of ${choices.join(", ")}`).default(usual as never);

const address = (protocols: readonly string[], sentence: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), sentence);

const variables = z.object({
  APP_MODE: oneOf(["demo", "production"], "demo"),
  PORT: wholeNumber(1, 65_535, 3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, "must be a host name or an IP address")
    .optional(),
  PUBLIC_ORIGIN: address(
    ["http:", "https:"],
    "must be an http or https address such as https://shop.example.cn",
  )
    .refine(
      (text) => /^[a-z]+:\/\/[^/?#@]+\/?$/i.test(text),
      "must be a scheme and a host only, without a path",
    )
    .transform((text) => text.replace(/\/$/, "").toLowerCase())
    .optional(),
  DATA_DIR: z.string().default(".data"),
  DATABASE_URL: z
    .string("is required: the address of a PostgreSQL, postgres://user:password@host/database")
    .pipe(address(["postgres:", "postgresql:"], "must be a postgres:// address")),
  DB_POOL_MAX: wholeNumber(2, 100, 10),
  WORK_JOBS: oneOf(["yes", "no"], "yes"),
  LOG_LEVEL: oneOf(["debug", "info", "warn", "error", "silent"], "info"),
  SESSION_SECRET: z
    .string()
    .refine(
      (text) => text.split(/\s+/).every((secret) => secret.length >= 32),
      "must have at least 32 characters",
    )
    .optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(
      /^(sk|rk)_(test|live)_\w+$/,
      "must be a secret key of Stripe: sk_test_…, sk_live_…, rk_test_… or rk_live_…",
    )
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[\w+/=-]{16,}$/, "must be a webhook signing secret of Stripe: whsec_…")
    .optional(),
  SMS_WEBHOOK_URL: address(["http:", "https:"], "must be an http or https address").optional(),
  SMS_WEBHOOK_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  PROXIES_IN_FRONT: wholeNumber(0, 5, 0),
  S3_ENDPOINT: address(["http:", "https:"], "must be an http or https address").optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "must be the name of a bucket")
    .optional(),
  S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]+$/, "must be a region such as auto or cn-north-1")
    .default("auto"),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
} satisfies Record<EnvVariableName, z.ZodType>);

type Variables = z.infer<typeof variables>;

/**
 * Reads the environment. Everything wrong is reported at once, one sentence per variable; an empty value counts as
 * unset. In demo mode secrets that are not given are made up and kept in DATA_DIR.
 */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Result<Env, EnvInvalid> {
  const given = Object.fromEntries(
    Object.entries(source).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  const read = variables.safeParse(given);
  if (!read.success) {
    // What depends on the mode and on the other variables is only looked at once each stands by itself.
    const seen = new Map<string, EnvProblem>();
    for (const issue of read.error.issues) {
      const name = String(issue.path[0]) as EnvVariableName;
      if (!seen.has(name)) seen.set(name, { name, sentence: `${name} ${issue.message}.` });
    }
    const missing = given.APP_MODE === "production" ? missingInProduction(given) : [];
    return refuse({
      code: "EnvInvalid",
      problems: [...seen.values(), ...missing.filter(({ name }) => !seen.has(name))],
    });
  }
  const problems = [...problemsOfMode(read.data), ...problemsOfS3(read.data)];
  if (problems.length > 0) return refuse({ code: "EnvInvalid", problems });
  const dataDir = path.resolve(read.data.DATA_DIR);
  try {
    return ok(toEnv(read.data, dataDir, secretsOf(read.data, dataDir)));
  } catch {
    const unusable = problem(
      "DATA_DIR",
      `cannot be used: ${path.join(dataDir, "secrets.json")} can neither be made nor read`,
    );
    return refuse({ code: "EnvInvalid", problems: [unusable] });
  }
}

/** The refusal as lines for a terminal. */
export function explainEnv(refusal: EnvInvalid): string {
  const lines = refusal.problems.map(({ sentence }) => `  ${sentence}`);
  return ["The portal does not start with these settings (docs/environment.md):", ...lines].join("\n");
}

const SECRETS_OF_PRODUCTION = [
  "PUBLIC_ORIGIN",
  "SESSION_SECRET",
  "STRIPE_SECRET_KEY",
  "STRIPE_WEBHOOK_SECRET",
  "SMS_WEBHOOK_URL",
  "SMS_WEBHOOK_SECRET",
] as const satisfies readonly EnvVariableName[];

const problem = (name: EnvVariableName, predicate: string): EnvProblem => ({
  name,
  sentence: `${name} ${predicate}.`,
});

function missingInProduction(given: Readonly<Record<string, unknown>>): EnvProblem[] {
  return SECRETS_OF_PRODUCTION.filter((name) => given[name] === undefined).map((name) =>
    problem(name, "is required when APP_MODE is production"),
  );
}

const THIS_COMPUTER = new Set(["localhost", "127.0.0.1", "[::1]"]);

function problemsOfMode(read: Variables): EnvProblem[] {
  if (read.APP_MODE === "demo") {
    const found: EnvProblem[] = [];
    if (read.STRIPE_SECRET_KEY?.includes("_live_")) {
      found.push(problem("STRIPE_SECRET_KEY", "is a live key; a demo must not move real money"));
    }
    if (read.STRIPE_SECRET_KEY && !read.STRIPE_WEBHOOK_SECRET) {
      found.push(problem("STRIPE_WEBHOOK_SECRET", "is required together with STRIPE_SECRET_KEY"));
    }
    return found;
  }
  const found = missingInProduction(read);
  for (const name of ["PUBLIC_ORIGIN", "SMS_WEBHOOK_URL"] as const) {
    const given = read[name] && new URL(read[name]);
    if (given && given.protocol !== "https:" && !THIS_COMPUTER.has(given.hostname)) {
      found.push(problem(name, "must be an https address in production"));
    }
  }
  if (read.SESSION_SECRET?.split(/\s+/).some(looksMadeForDemo)) {
    found.push(problem("SESSION_SECRET", "looks like a demo value or a placeholder; use random characters"));
  }
  if (read.STRIPE_SECRET_KEY?.includes("_test_")) {
    found.push(problem("STRIPE_SECRET_KEY", "is a test key; production takes live keys only"));
  }
  if (read.STRIPE_WEBHOOK_SECRET && looksMadeForDemo(read.STRIPE_WEBHOOK_SECRET.slice("whsec_".length))) {
    found.push(problem("STRIPE_WEBHOOK_SECRET", "looks like a demo value or a placeholder"));
  }
  return found;
}

/** Placeholders people leave in: marked as demo, words one types while trying out, or a few characters repeated. */
function looksMadeForDemo(secret: string): boolean {
  return (
    secret.startsWith(DEMO_SECRET_MARK) ||
    /demo|change.?me|example|placeholder|password|insecure|your.?secret/i.test(secret) ||
    new Set(secret).size < 8
  );
}

function problemsOfS3(read: Variables): EnvProblem[] {
  const parts = ["S3_ENDPOINT", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] as const;
  if (parts.every((name) => read[name] === undefined)) return [];
  return parts
    .filter((name) => read[name] === undefined)
    .map((name) => problem(name, "is required as soon as one of the S3 variables is set"));
}

function toEnv(read: Variables, dataDir: string, secrets: DemoSecrets): Env {
  return {
    mode: read.APP_MODE,
    host: read.HOST ?? (read.APP_MODE === "demo" ? "127.0.0.1" : "0.0.0.0"),
    port: read.PORT,
    publicOrigin: read.PUBLIC_ORIGIN ?? `http://localhost:${read.PORT}`,
    dataDir,
    databaseUrl: read.DATABASE_URL,
    dbPoolMax: read.DB_POOL_MAX,
    workJobs: read.WORK_JOBS === "yes",
    logLevel: read.LOG_LEVEL,
    sessionSecrets: secrets.sessionSecret.split(/\s+/) as [string, ...string[]],
    stripe: { secretKey: read.STRIPE_SECRET_KEY, webhookSecret: secrets.stripeWebhookSecret },
    sms: smsOf(read),
    proxiesInFront: read.PROXIES_IN_FRONT,
    s3: s3Of(read),
  };
}

function secretsOf(read: Variables, dataDir: string): DemoSecrets {
  const { SESSION_SECRET: sessionSecret, STRIPE_WEBHOOK_SECRET: stripeWebhookSecret } = read;
  if (sessionSecret !== undefined && stripeWebhookSecret !== undefined) {
    return { sessionSecret, stripeWebhookSecret };
  }
  const kept = keepDemoSecrets(dataDir);
  return {
    sessionSecret: sessionSecret ?? kept.sessionSecret,
    stripeWebhookSecret: stripeWebhookSecret ?? kept.stripeWebhookSecret,
  };
}

function smsOf({ SMS_WEBHOOK_URL: url, SMS_WEBHOOK_SECRET: secret }: Variables): SmsWebhook | undefined {
  return url && secret ? { url, secret } : undefined;
}

function s3Of(read: Variables): S3Settings | undefined {
  if (!read.S3_ENDPOINT || !read.S3_BUCKET || !read.S3_ACCESS_KEY_ID || !read.S3_SECRET_ACCESS_KEY) {
    return undefined;
  }
  return {
    endpoint: read.S3_ENDPOINT.replace(/\/+$/, ""),
    bucket: read.S3_BUCKET,
    region: read.S3_REGION,
    accessKeyId: read.S3_ACCESS_KEY_ID,
    secretAccessKey: read.S3_SECRET_ACCESS_KEY,
  };
}
