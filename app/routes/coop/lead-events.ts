import { staff } from "~/http/door.server";
import { eventStream } from "~/http/event-stream.server";
import type { DeskNews } from "~/workflows/submit-lead";
import { cooperativeBySlug } from "./cooperative-of.server";

/** Tells the open desks of one cooperative that there is something new to read. */
export const loader = staff("coop.leads.read", cooperativeBySlug, ({ portal, request, organisationId }) =>
  eventStream(AbortSignal.any([request.signal, portal.stopping]), (send) =>
    portal.realtime.subscribe("desk_events", (signal) => {
      if (signal.kind === "missed") return send("news");
      const news = JSON.parse(signal.payload) as DeskNews;
      if (news.cooperativeId === organisationId) send("news");
    }),
  ),
);
