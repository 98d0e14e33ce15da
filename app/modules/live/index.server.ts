export { createLiveSession, endLiveSession, type NewLiveSession } from "./live-session.store.server";
