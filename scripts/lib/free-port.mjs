// Loopback ports: finding one nobody uses, and asking whether one is taken.

import net from "node:net";

/**
 * A port on this host that nothing listens on just now.
 * @param {string} [host]
 * @returns {Promise<number>}
 */
export const findFreePort = (host = "127.0.0.1") =>
  new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, host, () => {
      const { port } = /** @type {net.AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });

/**
 * Why this port cannot be listened on, as the system's error code (EADDRINUSE, EACCES …); undefined when it can.
 * @param {number} port
 * @param {string} host
 * @returns {Promise<string | undefined>}
 */
export const whyPortIsRefused = (port, host) =>
  new Promise((resolve) => {
    const probe = net.createServer();
    probe.once("error", (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code ?? "unknown"));
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
