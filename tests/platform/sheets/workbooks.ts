import { crc32 } from "node:zlib";

/** A part of an archive: its text, or bytes already deflated with whatever size they claim to have. */
type Part = string | { readonly deflated: Buffer; readonly says: number };

/** An archive made by hand, so that it may lie. */
export function zipOf(parts: Readonly<Record<string, Part>>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const [name, part] of Object.entries(parts)) {
    const bytes = typeof part === "string" ? Buffer.from(part) : part.deflated;
    const says = typeof part === "string" ? bytes.length : part.says;
    const title = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(typeof part === "string" ? 0 : 8, 4);
    head.writeUInt32LE(crc32(bytes), 10);
    head.writeUInt32LE(bytes.length, 14);
    head.writeUInt32LE(says, 18);
    head.writeUInt16LE(title.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    locals.push(Buffer.from("504b0304", "hex"), head, title, bytes);
    centrals.push(Buffer.from("504b01021400", "hex"), head, tail, title);
    at += 30 + title.length + bytes.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(parts).length, 8);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The least workbook there is, with these rows in its one sheet. */
export function workbook(
  rows: string,
  others: Readonly<Record<string, Part>> = {},
  path = "xl/worksheets/sheet1.xml",
): Buffer {
  return zipOf({
    "xl/workbook.xml": `<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="/${path}"/></Relationships>`,
    [path]: `<worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>`,
    ...others,
  });
}
