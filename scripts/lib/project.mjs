// Where the project lies on this machine. Everything else asks here instead of counting "../".

import path from "node:path";
import { fileURLToPath } from "node:url";

/** Absolute path of the checkout. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/**
 * Absolute path of something inside the checkout.
 * @param {...string} parts
 * @returns {string}
 */
export const inProject = (...parts) => path.join(projectRoot, ...parts);

/**
 * The folder that holds what the portal must remember on this machine: the embedded database, uploads.
 * A relative DATA_DIR is meant relative to the checkout, so the command works from any folder.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string}
 */
export const dataDirectory = (env) => path.resolve(projectRoot, env.DATA_DIR || ".data");
