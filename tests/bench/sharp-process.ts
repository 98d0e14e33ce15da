import { readFile } from "node:fs/promises";
import { renderImage } from "~/platform/media/image-pipeline.server";
import { WorkQueue } from "~/platform/media/work-queue";

/** What sharp is asked to work on, each photograph read from its file when it is its turn. */
export interface SharpOrder {
  readonly paths: readonly string[];
}
export type SharpAnswer =
  | { readonly ok: true; readonly milliseconds: number }
  | { readonly ok: false; readonly fault: string };

/** As many as the portal works on. */
const AT_ONCE = 2;

/** Sharp alone: the renditions of the portal, made of the same photographs, given to nobody. */
process.on("message", (order: SharpOrder) => {
  work(order).then(
    (milliseconds) => answer({ ok: true, milliseconds }),
    (fault: unknown) => answer({ ok: false, fault: String(fault) }),
  );
});

function answer(report: SharpAnswer): void {
  process.send?.(report);
}

async function work({ paths }: SharpOrder): Promise<number> {
  const startedAt = performance.now();
  const queue = new WorkQueue(AT_ONCE, paths.length);
  const render = async (file: string) => {
    const rendered = await renderImage(await readFile(file), { trusted: false });
    if (!rendered.ok) throw new Error(rendered.refusal.code);
  };
  await Promise.all(paths.map((file) => queue.run(() => render(file))));
  return performance.now() - startedAt;
}
