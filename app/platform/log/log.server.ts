import { pino } from "pino";
import { lineForTerminal } from "./line-for-terminal.server";
import { maskError, maskFields, maskText } from "./mask-fields.server";
import { currentRequestId } from "./request-context.server";

export { currentRequestId, requestIdFrom, withRequestId } from "./request-context.server";

export type LogFields = Readonly<Record<string, unknown>>;

/**
 * The portal's log. A line says what happened in a few fixed words; everything that varies is a field. Personal data
 * and secrets are masked whatever the caller hands in, so a careless field costs a mask and not a leak.
 */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** A fault: something the program did not expect. `during` names what was being done. */
  fault(error: unknown, context: LogFields & { readonly during: string }): void;
  /** A log whose every line carries these fields too. */
  with(fields: LogFields): Log;
}

/** Where finished lines go; the standard output by default. */
export interface LogSink {
  write(line: string): void;
}

export interface LogOptions {
  readonly level: "debug" | "info" | "warn" | "error" | "silent";
  /** Default: the standard output. */
  readonly sink?: LogSink;
  /** Single coloured lines for a person instead of JSON. Default: whether the standard output is a terminal. */
  readonly forTerminal?: boolean;
}

export function openLog(options: LogOptions): Log {
  const sink = options.sink ?? process.stdout;
  const forTerminal = options.forTerminal ?? (options.sink === undefined && process.stdout.isTTY === true);
  const logger = pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => {
        const requestId = currentRequestId();
        return requestId === undefined ? {} : { requestId };
      },
    },
    forTerminal ? { write: (line: string) => void sink.write(lineForTerminal(line)) } : sink,
  );
  return over(logger, {});
}

/** A log that writes nothing, for tests and tools. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  fault: () => undefined,
  with: () => silentLog,
};

function over(logger: pino.Logger, always: LogFields): Log {
  const write =
    (level: "debug" | "info" | "warn") =>
    (event: string, fields: LogFields = {}) => {
      if (logger.isLevelEnabled(level)) logger[level](maskFields({ ...always, ...fields }), maskText(event));
    };
  return {
    debug: write("debug"),
    info: write("info"),
    warn: write("warn"),
    fault(error, { during, ...fields }) {
      logger.error({ ...maskFields({ ...always, ...fields }), error: maskError(error) }, maskText(during));
    },
    with: (fields) => over(logger, { ...always, ...fields }),
  };
}
