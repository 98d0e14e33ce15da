import { redirect } from "@remix-run/node";
import { own } from "~/http/door.server";

/** The operator's desk has no page of its own: it begins with who holds which duty. */
export const loader = own("admin.portal.read", () => redirect("/admin/grants", 303));
