import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { GatheringSocket } from "~/platform/db/gathering-socket";

describe("a connection that gathers", () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  it("sends what is written in one turn together and in order", async () => {
    const heard: string[] = [];
    let over = () => {};
    const ended = new Promise<void>((resolve) => {
      over = resolve;
    });
    server = createServer((socket) => {
      socket.setNoDelay(true);
      socket.on("data", (chunk) => heard.push(chunk.toString()));
      socket.on("end", over);
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server?.once("listening", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("a port is expected");
    const socket = new GatheringSocket();
    await new Promise<void>((resolve) => socket.connect(address.port, "127.0.0.1", resolve));
    socket.setNoDelay(true);

    socket.write("BEGIN ");
    await Promise.resolve();
    socket.write("SELECT ");
    socket.write("1");
    // What comes in a later turn is not waited for.
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.end("COMMIT");
    await ended;

    expect(heard).toEqual(["BEGIN SELECT 1", "COMMIT"]);
    socket.destroy();
  });
});
