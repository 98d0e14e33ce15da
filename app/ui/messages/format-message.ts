import formatCompiled from "use-intl/format-message/format-only";

type FormatMessage = typeof formatCompiled;
type Formatters = Parameters<FormatMessage>[3]["formatters"];

/** Those of the first page that had a number or a plural in its words. They remember by language and options. */
let kept: Formatters | undefined;

/**
 * What `use-intl` formats compiled words with, in place of its own (`compiledMessagesAlias`): words without a gap are
 * given as they are, and the formatters of numbers and plurals outlive the page. The library makes them anew for every
 * page it renders, and making one costs more than all the rest of the words of a page.
 */
function formatMessage(
  ...[key, message, values, options]: Parameters<FormatMessage>
): ReturnType<FormatMessage> {
  if (typeof message === "string") return message;
  kept ??= options.formatters;
  return formatCompiled(key, message, values, { ...options, formatters: kept });
}
formatMessage.raw = formatCompiled.raw;

// The library imports its default, and reads there whether words are compiled.
export default formatMessage;
