import { explainEnv, readEnv } from "~/platform/env/env.server";
import { seedIfEmpty } from "./seed";

/** `npm run seed`: writes the demo's data into an empty database, and says so in one line. */
async function main(): Promise<number> {
  const env = readEnv(process.env);
  if (!env.ok) {
    process.stderr.write(`${explainEnv(env.refusal)}\n`);
    return 2;
  }
  if (env.value.mode !== "demo") {
    process.stderr.write("Demo data is for demos only: APP_MODE is production.\n");
    return 1;
  }
  const began = performance.now();
  const seeded = await seedIfEmpty(env.value);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(
    seeded
      ? `${seeded.villages} villages, ${seeded.products} goods, ${seeded.orders} orders, ${seeded.leads} wholesale leads in ${seconds} s\n`
      : "The database is in use already; nothing was changed.\n",
  );
  return 0;
}

process.exitCode = await main();
