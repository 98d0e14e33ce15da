import { deflateRawSync } from "node:zlib";
import { MOST_TAGS_READ } from "~/platform/sheets/read-sheet.server";
import { MOST_UNPACKED_BYTES } from "~/platform/sheets/unpack.server";
import { workbook, zipOf } from "./workbooks";

export interface HostileSheet {
  readonly name: string;
  readonly bytes: Buffer;
  /** `read`: harmless, and looked at like any other sheet */
  readonly must: "refused" | "read";
}

const HEADINGS = `<row r="1"><c r="A1" t="inlineStr"><is><t>商品名称</t></is></c><c r="B1" t="inlineStr"><is><t>规格名称</t></is></c></row>`;
const rowOf = (text: string) =>
  `<row r="2"><c r="A2" t="inlineStr"><is><t>${text}</t></is></c><c r="B2" t="inlineStr"><is><t>a</t></is></c></row>`;

/** An entity that is only named here, one that another names, and one that points into the machine. */
const ENTITIES: Readonly<Record<string, string>> = {
  "an entity of a file": `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>`,
  "an entity of another machine": `<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>`,
  "a document type elsewhere": `<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">`,
  "a billion laughs": `<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;&b;&b;">]>`,
};

/** Sheets as somebody sends them who means harm, or whose computer does. */
export function hostileSheets(): readonly HostileSheet[] {
  const refused = (name: string, bytes: Buffer): HostileSheet => ({ name, bytes, must: "refused" });
  const bomb = deflateRawSync(Buffer.alloc(MOST_UNPACKED_BYTES + 1, 0x20));
  const whole = workbook(HEADINGS + rowOf("葡萄"));
  const parts = Array.from({ length: 600 }, (_, at) => [`xl/worksheets/s${at}.xml`, "<a/>"] as const);
  return [
    refused("nothing", Buffer.alloc(0)),
    refused("a text", Buffer.from("名称,价格\n蒜苗,29.9")),
    refused(
      "a page that calls itself a sheet",
      Buffer.from("<html><table><tr><td>1</td></tr></table></html>"),
    ),
    refused("an archive of another kind", zipOf({ "word/document.xml": "<w/>" })),
    refused("an archive of nothing", zipOf({})),
    refused("a zip bomb", zipOf({ "xl/workbook.xml": "<a/>", "xl/b.xml": { deflated: bomb, says: 9 } })),
    refused(
      "ten zip bombs",
      zipOf(
        Object.fromEntries([
          ["xl/workbook.xml", "<a/>"] as const,
          ...Array.from({ length: 10 }, (_, at) => [`xl/${at}.xml`, { deflated: bomb, says: 9 }] as const),
        ]),
      ),
    ),
    refused("six hundred parts", zipOf({ "xl/workbook.xml": "<a/>", ...Object.fromEntries(parts) })),
    refused(
      "a part that is no deflate stream",
      zipOf({ "xl/workbook.xml": "<a/>", "xl/b.xml": { deflated: Buffer.from("none"), says: 4 } }),
    ),
    refused(
      "a cell at the end of the world",
      workbook(`<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`),
    ),
    refused("a text that is not there", workbook(`<row r="1"><c r="A1" t="s"><v>99</v></c></row>`)),
    refused("tags within tags", workbook("<row ".repeat(100_000))),
    refused(
      "a depth without end",
      workbook("", {
        "xl/worksheets/sheet1.xml": { deflated: deflateRawSync("<a>".repeat(MOST_TAGS_READ)), says: 9 },
      }),
    ),
    refused("cells by the million", workbook(`<row r="1">${`<c r="A1"><v>1</v></c>`.repeat(400_000)}</row>`)),
    ...[1, 3, 5, 7, 9].map((part) =>
      refused(`a sheet cut off at ${part} tenths`, whole.subarray(0, Math.floor((whole.length * part) / 10))),
    ),
    ...Object.entries(ENTITIES).map(([name, type]) => refused(name, withDoctype(type))),
    { name: "formulas for names", bytes: workbook(HEADINGS + rowOf("=cmd|' /C calc'!A0")), must: "read" },
    {
      name: "a link into another file",
      bytes: workbook(HEADINGS + rowOf("葡萄"), {
        "xl/externalLinks/externalLink1.xml": `<a Target="file:///etc/passwd"/>`,
      }),
      must: "read",
    },
  ];
}

/** The sheet's own part begins with a document type, and a cell uses what it names. */
function withDoctype(type: string): Buffer {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const sheet = `<?xml version="1.0"?>${type}<worksheet xmlns="${main}"><sheetData>${HEADINGS}${rowOf("&x;")}</sheetData></worksheet>`;
  return workbook("", { "xl/worksheets/sheet1.xml": sheet });
}
