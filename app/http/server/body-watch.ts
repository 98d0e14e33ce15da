import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

export interface BodyLimits {
  /** Bodies on their way at a moment, of all clients. */
  readonly most: number;
  /** Of one client address; a village may share one. */
  readonly mostOfOne: number;
  /** How often it is looked how much has come. */
  readonly everyMs: number;
  /** Less between two looks is no signal that gets anywhere. */
  readonly leastBytes: number;
  /** How long a sender who was too slow and has been told so is still listened to. */
  readonly lingerMs: number;
}

export const BODY_LIMITS: BodyLimits = {
  most: 1_000,
  mostOfOne: 100,
  everyMs: 20_000,
  leastBytes: 16_000,
  lingerMs: 10_000,
};

export type BodyTurned = "tooManyBodies" | "tooManyBodiesOfOne";

/** Answers a sender who was too slow, or says `false` where there is nothing to be said. */
export type SayTooSlow = () => boolean;

export interface BodyWatch {
  /**
   * Follows a body until it has arrived, which must be within `withinMs`. Tells why instead, where too many are on
   * their way already. A sender who is too slow is cut off: at once, or a moment after `sayTooSlow` has answered.
   */
  follow(
    request: IncomingMessage,
    client: string,
    withinMs: number,
    sayTooSlow: SayTooSlow,
  ): BodyTurned | undefined;
}

/**
 * Bounds what slow senders can hold open: so many at a time, each for so long, and only while something comes. What has
 * arrived and was not read yet does not count: hundreds of buyers behind one address may press a button at one moment. A
 * body whose request has been answered counts until it is all there or its sender is gone.
 */
export function openBodyWatch(limits: BodyLimits): BodyWatch {
  const underWay = new Map<IncomingMessage, string>();
  const room = (client: string): BodyTurned | undefined => {
    if (underWay.size >= limits.most) return "tooManyBodies";
    let own = 0;
    for (const one of underWay.values()) if (one === client) own += 1;
    return own >= limits.mostOfOne ? "tooManyBodiesOfOne" : undefined;
  };
  const forgetArrived = () => {
    for (const request of underWay.keys()) if (request.complete) underWay.delete(request);
  };
  return {
    follow(request, client, withinMs, sayTooSlow) {
      if (room(client)) forgetArrived();
      const full = room(client);
      if (full) return full;
      underWay.set(request, client);
      watch(request, limits, { withinMs, sayTooSlow, over: () => underWay.delete(request) });
      return undefined;
    },
  };
}

/** How to end the watch over a socket's body. Its next request begins only when that has arrived, read or not. */
const watched = new WeakMap<Socket, () => void>();

interface Watched {
  readonly withinMs: number;
  readonly sayTooSlow: SayTooSlow;
  readonly over: () => void;
}

function watch(
  request: IncomingMessage,
  { everyMs, leastBytes, lingerMs }: BodyLimits,
  { withinMs, sayTooSlow, over }: Watched,
): void {
  const { socket } = request;
  watched.get(socket)?.();
  let seen = socket.bytesRead;
  const cutOff = () => {
    if (request.complete) return;
    clearInterval(looking);
    clearTimeout(timer);
    if (sayTooSlow()) timer = setTimeout(() => socket.destroy(), lingerMs);
    else socket.destroy();
  };
  let wasHeldBack = false;
  const look = () => {
    if (request.complete) return end();
    const came = socket.bytesRead - seen;
    seen = socket.bytesRead;
    const heldBack = isHeldBack(request);
    // Between two looks of which one found it held back, some of the time was ours.
    if (came < leastBytes && !heldBack && !wasHeldBack) cutOff();
    wasHeldBack = heldBack;
  };
  const looking = setInterval(look, everyMs);
  let timer = setTimeout(cutOff, withinMs);
  const end = () => {
    clearInterval(looking);
    clearTimeout(timer);
    request.off("end", end);
    socket.off("close", end);
    watched.delete(socket);
    over();
  };
  watched.set(socket, end);
  request.once("end", end);
  socket.once("close", end);
}

/** Where we ourselves do not read what has come, no more can come. */
function isHeldBack(request: IncomingMessage): boolean {
  return request.isPaused() || request.readableLength > 0;
}
