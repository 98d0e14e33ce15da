import { toTraditional } from "~/platform/conversion.server";
import { openDb } from "~/platform/db/db.server";
import { openSheets } from "~/platform/sheets/sheets.server";
import { serveTasks } from "~/platform/tasks/task-process.server";
import { sheetTasks } from "./sheet-desk.server";

/** The process of `sheetDeskBeside`, with the portal's environment, which the portal has checked. */
const url = process.env.DATABASE_URL;
if (!url) throw new Error("a portal has a database");
// A lost connection that nobody uses is opened anew with the next task.
const db = openDb({ url, maxConnections: 2, onIdleError: () => undefined });
serveTasks(sheetTasks({ db, sheets: openSheets(), toTraditional }));
