import { notFound, staff } from "~/http/door.server";
import { shanghaiDay } from "~/kernel/clock";
import { gatherHouseholdData } from "~/workflows/gather-household-data";
import { cooperativeBySlug } from "./cooperative-of.server";
import { householdToAnswer, openUntil } from "./household-of.server";

/** A household's own data for other programs, as long as the visitor has written down who asked for it. */
export const loader = staff("coop.households.answer", cooperativeBySlug, async (visit) => {
  const { portal, organisationId, now } = visit;
  const { id, number } = await householdToAnswer(visit);
  const data =
    (await openUntil(visit, id)) &&
    (await gatherHouseholdData(portal, { cooperativeId: organisationId, number }));
  if (!data) throw notFound();
  return new Response(JSON.stringify({ madeAt: now, ...data }, null, 2), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="household-${number}-${shanghaiDay(now)}.json"`,
      "cache-control": "private, no-store",
    },
  });
});
