import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asWritten, harmless, plainText } from "~/modules/catalog/sheet/cells";
import { listingRows } from "~/modules/catalog/sheet/write-table";
import { MOST_ROWS_READ, MOST_TAGS_READ } from "~/platform/sheets/read-sheet.server";
import { openSheets } from "~/platform/sheets/sheets.server";
import { MOST_UNPACKED_BYTES, packStored, unpackWorkbook } from "~/platform/sheets/unpack.server";
import { grapes, languagesIn, packOf } from "../../modules/catalog/sheet-ground";
import { accepted } from "../../support/market";
import { workbook, zipOf } from "./workbooks";

const sheets = openSheets();
const read = (file: Uint8Array) => sheets.read(file);
const refusalOf = async (file: Uint8Array) => {
  const done = await read(file);
  return done.ok ? "read" : done.refusal.code;
};

describe("a sheet that is written and read again", () => {
  it("gives back every text, formula-like ones and signs of any script among them", async () => {
    const tricky = [
      "=1+1",
      "'=1",
      "+86 139",
      "-",
      "@SUM(A1)",
      "_x0041_",
      "__x000D__",
      "a&b<c>",
      "007",
      "1e5",
    ];
    const names = ["constructor", "__proto__", "a\r\nb", "'", "''-"];
    const drawn = fc.sample(fc.string({ unit: "binary", minLength: 1, maxLength: 40 }), 400);
    const meant = [...tricky, ...names, ...drawn].map(plainText).filter((text) => text !== "");
    const rows = meant.map((text) => [harmless(text)]);
    const back = accepted(await read(await sheets.write([{ name: "商品", widths: [], rows }])));
    expect(back.map(([cell]) => plainText(asWritten(String(cell))))).toEqual(meant);
  }, 30_000);

  it("holds no formula and no text that a program would take for one", async () => {
    const draft = grapes({
      name: { zh: "=cmd|' /C calc'!A0", en: "@SUM(1+1)*cmd|' /C calc'!A0" },
      sentence: { zh: "+1+cmd", en: "-2" },
      story: { zh: "\t=1", en: "'=1" },
      packs: [packOf(11, { name: { zh: "=HYPERLINK(1)", en: "" } })],
    });
    const rows = listingRows([{ slug: "grapes", state: "draft", draft }], languagesIn("zh-CN")[0]);
    const file = Buffer.from(await sheets.write([{ name: "a", widths: [], rows }]));
    const xml = accepted(await unpackWorkbook(file)).map(({ bytes }) => bytes.toString("utf8"));
    expect(xml.join("")).not.toMatch(/<f[\s>]/);
    const texts = xml.flatMap((part) => [...part.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text]) => text));
    expect(texts.length).toBeGreaterThan(4);
    expect(texts.filter((text) => /^[=+\-@\t\r]/.test(text ?? ""))).toEqual([]);
  });

  it("takes its rows a few at a time, so that others have their turn while thousands are put together", async () => {
    let taken = 0;
    const between: number[] = [];
    function* rows() {
      for (taken = 1; taken <= 1_050; taken += 1) yield [`row ${taken}`];
    }
    const turns = setInterval(() => between.push(taken), 0);
    const file = await sheets.write([{ name: "a", widths: [], rows: rows() }]);
    clearInterval(turns);
    expect(accepted(await read(file))).toHaveLength(1_050);
    expect(between.some((at) => at > 0 && at < 1_050)).toBe(true);
  });

  it("fails with the fault of a row that cannot be put together", async () => {
    function* rows() {
      yield ["a"];
      throw new Error("no such listing");
    }
    await expect(sheets.write([{ name: "a", widths: [], rows: rows() }])).rejects.toThrow("no such listing");
  });

  it("may colour a cell that says nothing, where something is missing", async () => {
    const rows = [["a", { value: "", ground: "#F8D7D0" }, "b"]];
    const file = await sheets.write([{ name: "a", widths: [], rows }]);
    expect(accepted(await read(file))).toEqual([["a", null, "b"]]);
  });

  it("keeps digits as they were typed in texts, and numbers as numbers to calculate with", async () => {
    const rows = [["00123456789012345678", 29.9, 0.1 + 0.2, { value: 12.5, money: true }]];
    const file = await sheets.write([{ name: "a", widths: [], rows }]);
    expect(accepted(await read(file))).toEqual([
      ["00123456789012345678", "29.9", "0.30000000000000004", "12.5"],
    ]);
  });

  it("tells a day from a text, because Excel makes days of what looks like one", async () => {
    const styles = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>`;
    const file = workbook(`<row r="1"><c r="A1" s="1"><v>46000</v></c></row>`, { "xl/styles.xml": styles });
    expect(accepted(await read(file))).toEqual([[{ day: "2025-12-09" }]]);
  });
});

describe("a file that is no sheet, or a hostile one", () => {
  it("is refused by what it is: another kind of file, an old one, a locked one, a damaged one", async () => {
    expect(await refusalOf(Buffer.from("名称,价格\n蒜苗,29.9"))).toBe("SheetNotExcel");
    expect(await refusalOf(Buffer.alloc(0))).toBe("SheetNotExcel");
    expect(await refusalOf(zipOf({ "word/document.xml": "<w/>" }))).toBe("SheetNotExcel");
    const ole = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]);
    expect(await refusalOf(ole)).toBe("SheetOldFormat");
    const locked = Buffer.concat([ole, Buffer.from("EncryptedPackage", "utf16le")]);
    expect(await refusalOf(locked)).toBe("SheetEncrypted");
    const whole = workbook(`<row r="1"><c r="A1"><v>1</v></c></row>`);
    expect(await refusalOf(whole.subarray(0, whole.length - 40))).toBe("SheetDamaged");
    expect(await refusalOf(workbook("<row><c><v>1</v></c></row>"))).toBe("SheetDamaged");
    expect(await refusalOf(workbook(`<row r="1"><c r="A1" t="s"><v>9</v></c></row>`))).toBe("SheetDamaged");
  });

  it("is never unpacked past the bound, whatever it says of its size", async () => {
    const bomb = deflateRawSync(Buffer.alloc(MOST_UNPACKED_BYTES + 1));
    const file = zipOf({ "xl/workbook.xml": "<workbook/>", "xl/bomb.xml": { deflated: bomb, says: 10 } });
    expect(file.length).toBeLessThan(100_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(await refusalOf(file)).toBe("SheetTooLarge");
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(MOST_UNPACKED_BYTES * 2);
  });

  it("is not read when one far cell would make a desert of rows and columns", async () => {
    expect(await refusalOf(workbook(`<row r="1"><c r="XFD1"><v>1</v></c></row>`))).toBe("SheetTooLarge");
    expect(await refusalOf(workbook(`<row r="1"><c r='XFD1'><v>1</v></c></row>`))).toBe("SheetTooLarge");
    const far = `<row r="1048576"><c r="A1048576"><v>1</v></c></row>`;
    expect(await refusalOf(workbook(far))).toBe("SheetTooLarge");
    expect(await refusalOf(workbook(`<row r="1048576"><x/></row>`))).toBe("SheetTooLarge");
    const elsewhere = workbook(far, {}, "xl/other/place.xml");
    expect(await refusalOf(elsewhere)).toBe("SheetTooLarge");
  });

  it("costs no more than its length when it is full of openings", async () => {
    const started = performance.now();
    expect(await refusalOf(workbook("<c ".repeat(2_000_000)))).toBe("SheetDamaged");
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it("is refused at once when it is millions of tags that say nothing, wherever they stand", async () => {
    const cell = `<row r="1"><c r="A1" t="s"><v>0</v></c></row>`;
    const started = performance.now();
    const texts = workbook(cell, { "xl/sharedStrings.xml": `<sst>${"<si/>".repeat(MOST_TAGS_READ)}</sst>` });
    expect(await refusalOf(texts)).toBe("SheetTooLarge");
    const formats = workbook(cell, { "xl/styles.xml": `<a>${"<xf/>".repeat(MOST_TAGS_READ)}</a>` });
    expect(await refusalOf(formats)).toBe("SheetTooLarge");
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it("is read where only formats reach far down, as when a whole column was coloured", async () => {
    const empty = Array.from(
      { length: 20_000 },
      (_, at) => `<row r="${at + 2}"><c r="A${at + 2}" s="0"/></row>`,
    );
    const file = workbook(`<row r="1"><c r="A1"><v>1</v></c></row>${empty.join("")}`);
    expect(accepted(await read(file))).toEqual([["1"]]);
    expect(empty.length).toBeGreaterThan(MOST_ROWS_READ);
  });

  it("is packed anew from exactly the parts that were looked at", async () => {
    const file = zipOf({ "xl/workbook.xml": "<workbook/>", "xl/media/a.png": "picture", "xl/a.xml": "<a/>" });
    const parts = accepted(await unpackWorkbook(file));
    expect(parts.map(({ name }) => name)).toEqual(["xl/workbook.xml", "xl/a.xml"]);
    expect(accepted(await unpackWorkbook(packStored(parts)))).toEqual(parts);
  });
});
