import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { clientAddress } from "~/http/server/client-address";

const request = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  }) as unknown as IncomingMessage;

describe("the address against which tries are counted", () => {
  it("is that of the other end; what a client says of himself is not looked at", () => {
    expect(clientAddress(request("203.0.113.7", "198.51.100.1"), 0)).toBe("203.0.113.7");
  });

  it("is what our own proxies say, however many entries a client has put in front", () => {
    const forwarded = "1.1.1.1, 2.2.2.2, 203.0.113.7, 10.0.0.2";
    expect(clientAddress(request("10.0.0.3", forwarded), 1)).toBe("10.0.0.2");
    expect(clientAddress(request("10.0.0.3", forwarded), 2)).toBe("203.0.113.7");
  });

  it("is the other end's when the proxy said nothing", () => {
    expect(clientAddress(request("10.0.0.3"), 1)).toBe("10.0.0.3");
    expect(clientAddress(request("10.0.0.3", "1.1.1.1"), 2)).toBe("10.0.0.3");
  });

  it("is one for IPv4 whether or not it comes wrapped in IPv6, and one for a whole home in IPv6", () => {
    expect(clientAddress(request("::ffff:203.0.113.7"), 0)).toBe("203.0.113.7");
    expect(clientAddress(request("2001:db8:0:12::1"), 0)).toBe("2001:db8:0:12");
    expect(clientAddress(request("2001:0db8::12:ffff:ffff:ffff:ffff"), 0)).toBe("2001:db8:0:12");
    expect(clientAddress(request("::1"), 0)).toBe("0:0:0:0");
  });
});
