import { own, unauthorized } from "~/http/door.server";
import { shanghaiDay } from "~/kernel/clock";
import { gatherOwnData } from "~/workflows/gather-own-data";

/** A person's own data in a form that other programs read (个人信息保护法 art 45: a copy, and the way to take it elsewhere). */
export const loader = own("account.data.own", async ({ portal, viewer, now }) => {
  const data = await gatherOwnData(portal, { userId: viewer.userId });
  if (!data) throw unauthorized();
  return new Response(JSON.stringify({ madeAt: now, ...data }, null, 2), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="my-data-${shanghaiDay(now)}.json"`,
      "cache-control": "private, no-store",
    },
  });
});
