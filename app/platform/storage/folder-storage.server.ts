import { randomBytes } from "node:crypto";
import { access, constants, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import nodePath from "node:path";
import { checkStoragePath, type Storage } from "./storage.server";

const DRAFTS = ".drafts";

/**
 * Objects as files below `root`. A file is written beside its place and moved there, so that no reader and no killed
 * process ever leaves half of one; after a power cut a file may be empty, and an empty file counts as absent.
 */
export function openFolderStorage(root: string): Storage {
  const placeOf = (path: string) => {
    checkStoragePath(path);
    return nodePath.join(root, ...path.split("/"));
  };
  return {
    async put(path, bytes) {
      const place = placeOf(path);
      const draft = nodePath.join(root, DRAFTS, randomBytes(12).toString("hex"));
      await mkdir(nodePath.dirname(draft), { recursive: true });
      await mkdir(nodePath.dirname(place), { recursive: true });
      try {
        await writeFile(draft, bytes, { flag: "wx" });
        await rename(draft, place);
      } catch (fault) {
        await rm(draft, { force: true });
        throw fault;
      }
    },
    async get(path) {
      const bytes = await absentAsUndefined(readFile(placeOf(path)));
      return bytes && bytes.length > 0 ? bytes : undefined;
    },
    async has(path) {
      const found = await absentAsUndefined(stat(placeOf(path)));
      return found?.isFile() === true && found.size > 0;
    },
    async check() {
      await mkdir(nodePath.join(root, DRAFTS), { recursive: true });
      await access(nodePath.join(root, DRAFTS), constants.R_OK | constants.W_OK);
    },
  };
}

const ABSENT = new Set(["ENOENT", "ENOTDIR", "EISDIR"]);

async function absentAsUndefined<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (fault) {
    if (ABSENT.has((fault as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw fault;
  }
}
