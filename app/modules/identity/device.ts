/** What a session's list says of a device, each a key of its words. */
export interface Device {
  readonly kind: "phone" | "tablet" | "computer" | "other";
  readonly system: "android" | "ios" | "harmony" | "windows" | "mac" | "linux" | "other";
  readonly browser:
    | "wechat"
    | "alipay"
    | "douyin"
    | "qq"
    | "uc"
    | "huawei"
    | "xiaomi"
    | "edge"
    | "firefox"
    | "samsung"
    | "chrome"
    | "safari"
    | "other";
}

/** The first that fits counts: most browsers also call themselves Chrome or Safari. */
const BROWSERS: readonly (readonly [Device["browser"], RegExp])[] = [
  ["wechat", /MicroMessenger/],
  ["alipay", /AlipayClient/],
  ["douyin", /aweme|BytedanceWebview/i],
  ["qq", /QQBrowser|\bQQ\//],
  ["uc", /UCBrowser|UCWEB/],
  ["huawei", /HuaweiBrowser/],
  ["xiaomi", /MiuiBrowser/],
  ["edge", /Edg(?:e|A|iOS)?\//],
  ["firefox", /Firefox|FxiOS/],
  ["samsung", /SamsungBrowser/],
  ["chrome", /Chrome|CriOS/],
  ["safari", /Safari/],
];

const SYSTEMS: readonly (readonly [Device["system"], RegExp])[] = [
  ["harmony", /HarmonyOS|OpenHarmony/],
  ["android", /Android/],
  ["ios", /iPhone|iPad|iPod/],
  ["windows", /Windows/],
  ["mac", /Macintosh/],
  ["linux", /Linux|X11/],
];

const KINDS: readonly (readonly [Device["kind"], RegExp])[] = [
  ["tablet", /iPad|Tablet|Android(?!.*Mobile)/],
  ["phone", /Mobile|iPhone|Android/],
  ["computer", /Windows|Macintosh|Linux|X11/],
];

/** Reads a browser's name of itself, as far as it helps a person to recognise the own devices. */
export function describeDevice(userAgent: string): Device {
  const first = <Name extends string>(table: readonly (readonly [Name, RegExp])[]) =>
    table.find(([, pattern]) => pattern.test(userAgent))?.[0];
  return {
    kind: first(KINDS) ?? "other",
    system: first(SYSTEMS) ?? "other",
    browser: first(BROWSERS) ?? "other",
  };
}
