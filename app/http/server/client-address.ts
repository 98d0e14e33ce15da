import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";

/**
 * Whom tries are counted against: the address of the other end, or what the last of our own proxies says it was.
 * Entries that a client writes into `X-Forwarded-For` by himself stand further left and are not looked at. A home or
 * a telephone has a whole /64 of IPv6 addresses, so only that half counts.
 */
export function clientAddress(request: IncomingMessage, proxiesInFront: number): string {
  const peer = request.socket.remoteAddress ?? "unknown";
  if (proxiesInFront === 0) return network(peer);
  const header = request.headers["x-forwarded-for"];
  const entries = (Array.isArray(header) ? header.join(",") : (header ?? "")).split(",");
  const told = entries.at(-proxiesInFront)?.trim();
  return network(told || peer);
}

function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!isIPv6(plain)) return plain;
  const [head = "", tail] = (plain.split("%", 1)[0] ?? "").toLowerCase().split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail ? tail.split(":") : [];
  const missing = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: missing }, () => "0"), ...right];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}
