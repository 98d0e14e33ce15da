import { renderToStaticMarkup } from "react-dom/server";
import type { UnsentPage } from "~/http/server/unsent";
import type { Locale } from "~/kernel/text";
import { Emblem } from "~/ui/illustrations/emblem";
import { QuietField } from "~/ui/illustrations/quiet-field";
import { PlainLink } from "~/ui/primitives/button";
import { Empty } from "~/ui/primitives/notice";
import theme from "~/ui/theme.css?url";
import { name as nameEn } from "../messages/en/frame.json";
import en from "../messages/en/unsent.json";
import { name as nameZhCn } from "../messages/zh-CN/frame.json";
import zhCn from "../messages/zh-CN/unsent.json";
import { name as nameZhTw } from "../messages/zh-TW/frame.json";
import zhTw from "../messages/zh-TW/unsent.json";

const WORDS = {
  "zh-CN": { ...zhCn, name: nameZhCn },
  "zh-TW": { ...zhTw, name: nameZhTw },
  en: { ...en, name: nameEn },
} as const satisfies Record<Locale, unknown>;

/**
 * What a person reads whose form did not get through: why, that nothing came of it, and the way back. A page outside the
 * table of routes and without a script; its sentences hold no values, so they are said as they stand in the catalogues.
 */
export const unsentPage: UnsentPage = ({ because, locale, back, backIsForm }) => {
  const words = WORDS[locale];
  const { title, text } = words[because];
  return `<!DOCTYPE html>${renderToStaticMarkup(
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · ${words.name}`}</title>
        <link rel="stylesheet" href={theme} />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      </head>
      <body>
        <header className="border-b border-line">
          <p className="page flex h-14 items-center gap-2">
            <Emblem className="size-8 text-vermilion" />
            <span className="text-20 font-semibold">{words.name}</span>
          </p>
        </header>
        <main className="flex-1 pb-16">
          <Empty
            wholePage
            scene={<QuietField />}
            title={title}
            action={
              <PlainLink href={back} kind="primary" size="large">
                {backIsForm ? words.toForm : words.toShop}
              </PlainLink>
            }
          >
            {text}
          </Empty>
        </main>
      </body>
    </html>,
  )}`;
};
