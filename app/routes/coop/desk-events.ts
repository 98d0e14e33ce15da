import { staff } from "~/http/door.server";
import { eventStream } from "~/http/event-stream.server";
import { deskTag } from "~/modules/ordering/index.server";
import type { DeskNews } from "~/workflows/submit-lead";
import { cooperativeBySlug } from "./cooperative-of.server";

/**
 * Tells the open desks of one cooperative that there is something new to read: a request, or an order that was paid or
 * taken back. What it is stays unsaid; the desk reads its own pages again, through their own doors.
 */
export const loader = staff("coop.orders.read", cooperativeBySlug, ({ portal, request, organisationId }) =>
  eventStream(AbortSignal.any([request.signal, portal.stopping]), (send) => {
    const tag = deskTag(organisationId);
    const leaveOrders = portal.realtime.subscribe("stale_pages", (signal) => {
      if (signal.kind === "heard" && signal.payload.split(" ").includes(tag)) send("news");
    });
    const leaveLeads = portal.realtime.subscribe("desk_events", (signal) => {
      // The connection is one: what it missed of the one channel it missed of the other too.
      if (signal.kind === "missed") return send("news");
      const news = JSON.parse(signal.payload) as DeskNews;
      if (news.cooperativeId === organisationId) send("news");
    });
    return () => {
      leaveOrders();
      leaveLeads();
    };
  }),
);
