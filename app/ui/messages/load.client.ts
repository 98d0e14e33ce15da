const areas = import.meta.glob<{ default: Record<string, unknown> }>("./areas/*.ts");

/** The words of one area in one language; each is a file of its own, fetched once and kept for good. */
export async function loadCatalogue(locale: string, area = "shop"): Promise<Record<string, unknown>> {
  const load = areas[`./areas/${area}.${locale}.ts`] ?? areas["./areas/shop.zh-CN.ts"];
  return load ? (await load()).default : {};
}
