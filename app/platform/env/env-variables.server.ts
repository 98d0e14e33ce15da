/** One environment variable as an operator reads about it. Defaults are words, not code: the schema is in env.server. */
export interface EnvVariable {
  readonly name: string;
  readonly demo: string;
  readonly production: string;
  readonly meaning: string;
}

const REQUIRED = "required";

/** Every variable the portal reads, in the order of `docs/environment.md`, which a test keeps equal to this list. */
export const ENV_VARIABLES = [
  {
    name: "APP_MODE",
    demo: "`demo`",
    production: "`production`",
    meaning:
      "`demo` has demo data, one-click sign-in and a plain banner; `production` has none of these and wants real secrets.",
  },
  {
    name: "PORT",
    demo: "`3000`",
    production: "`3000`",
    meaning: "Port of the web server, 1 to 65535.",
  },
  {
    name: "HOST",
    demo: "`127.0.0.1`",
    production: "`0.0.0.0`",
    meaning:
      "Address to listen on. A demo is not for the open network, so it stays on loopback unless told otherwise.",
  },
  {
    name: "PUBLIC_ORIGIN",
    demo: "`http://localhost:PORT`",
    production: REQUIRED,
    meaning:
      "Scheme and host that visitors type, without a path. Links, Stripe's return addresses and HSTS follow it; production wants https unless the host is this computer.",
  },
  {
    name: "DATA_DIR",
    demo: "`.data`",
    production: "`.data`",
    meaning: "Folder for uploaded pictures, demo secrets and the built-in PostgreSQL.",
  },
  {
    name: "DATABASE_URL",
    demo: "the built-in PostgreSQL, filled in by `npm start`",
    production: "the same",
    meaning:
      "`postgres://` address of PostgreSQL 15 or later. The portal process itself does not start without it.",
  },
  {
    name: "DB_POOL_MAX",
    demo: "`10`",
    production: "`10`",
    meaning: "Most database connections of one process, 2 to 100; two more are used for notices and jobs.",
  },
  {
    name: "WORK_JOBS",
    demo: "`yes`",
    production: "`yes`",
    meaning: "`no` makes a process that serves pages but leaves background jobs to others.",
  },
  {
    name: "LOG_LEVEL",
    demo: "`info`",
    production: "`info`",
    meaning: "`debug`, `info`, `warn`, `error` or `silent`.",
  },
  {
    name: "SESSION_SECRET",
    demo: "made up once and kept",
    production: REQUIRED,
    meaning:
      "Signs guest links, hashes one-time codes and seals the secrets of authenticator apps; at least 32 characters. Several values separated by spaces: the first signs, all are accepted, so a secret can be changed without signing everybody out. An authenticator app sealed under a dropped value must be set up anew.",
  },
  {
    name: "SMS_WEBHOOK_URL",
    demo: "unset: the page shows the message",
    production: REQUIRED,
    meaning:
      "Where text messages are handed over (`app/platform/sms/webhook-sms.server.ts`); https unless the host is this computer.",
  },
  {
    name: "SMS_WEBHOOK_SECRET",
    demo: "unset",
    production: REQUIRED,
    meaning: "Signs what is sent there; at least 32 characters.",
  },
  {
    name: "PROXIES_IN_FRONT",
    demo: "`0`",
    production: "`0`",
    meaning:
      "How many proxies of ours every request passes, 0 to 5. So many entries of `X-Forwarded-For`, from the right, are believed when tries are counted by address.",
  },
  {
    name: "STRIPE_SECRET_KEY",
    demo: "unset: the built-in fake Stripe",
    production: REQUIRED,
    meaning:
      "Stripe's secret key. A demo takes test keys only (`sk_test_…`, `rk_test_…`), production live keys only.",
  },
  {
    name: "STRIPE_WEBHOOK_SECRET",
    demo: "made up once and kept; required with `STRIPE_SECRET_KEY`",
    production: REQUIRED,
    meaning: "Signing secret (`whsec_…`) of the webhook endpoint `/webhooks/stripe`.",
  },
  {
    name: "S3_ENDPOINT",
    demo: "unset: pictures in `DATA_DIR/storage`",
    production: "the same",
    meaning: "Address of an S3-compatible store. Setting it makes the other S3 variables required.",
  },
  {
    name: "S3_BUCKET",
    demo: "unset",
    production: "unset",
    meaning: "Bucket for pictures.",
  },
  {
    name: "S3_REGION",
    demo: "`auto`",
    production: "`auto`",
    meaning: "Region used when signing requests.",
  },
  {
    name: "S3_ACCESS_KEY_ID",
    demo: "unset",
    production: "unset",
    meaning: "Key that may get, put and list in the bucket.",
  },
  {
    name: "S3_SECRET_ACCESS_KEY",
    demo: "unset",
    production: "unset",
    meaning: "Its secret.",
  },
] as const satisfies readonly EnvVariable[];

export type EnvVariableName = (typeof ENV_VARIABLES)[number]["name"];

const PREFACE = `# Environment variables

Read once when a process starts (\`app/platform/env/env.server.ts\`). A bad value is named in one sentence and nothing
starts. An empty value counts as unset. Secrets never appear in these messages or in the logs.

This page is written from \`app/platform/env/env-variables.server.ts\`: after a change there run
\`npm test -- tests/platform/env.test.ts -u\`.
`;

/** The whole of `docs/environment.md`. */
export function environmentPage(): string {
  const rows = ENV_VARIABLES.map(
    (variable) =>
      `| \`${variable.name}\` | ${variable.demo} | ${variable.production} | ${variable.meaning} |`,
  );
  return [
    PREFACE,
    "| variable | demo default | production default | meaning |",
    "|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}
