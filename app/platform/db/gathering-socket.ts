import { Socket } from "node:net";

/**
 * A connection that sends everything written in one turn of the event loop in one go. A write costs the system more
 * than the bytes in it: BEGIN and the first statement of a transaction, or statements asked for side by side, are
 * one write instead of several.
 */
export class GatheringSocket extends Socket {
  #gathering = false;

  override write = ((...args: Parameters<Socket["write"]>) => {
    this.#gather();
    return Socket.prototype.write.apply(this, args);
  }) as Socket["write"];

  #gather(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    this.cork();
    process.nextTick(() => {
      this.#gathering = false;
      this.uncork();
    });
  }
}
