import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/primitives/button";
import type { Answer } from "./answer";
import { CodeField } from "./code-step";
import type { SquareCode } from "./square-code.server";

interface AppSetupProps {
  readonly square: SquareCode;
  /** the secret in groups of four, for typing by hand */
  readonly typed: string;
  /** opens an app on this same telephone */
  readonly uri: string;
  readonly answer: Answer | undefined;
}

/** Three steps: have an app, take over the secret, prove it with the first code. */
export function AppSetup({ square, typed, uri, answer }: AppSetupProps) {
  const words = useTranslations("account.app");
  return (
    <>
      <p className="text-pretty text-ink-2">{words("lead")}</p>
      <ol className="flex list-decimal flex-col gap-5 pl-5 marker:font-semibold">
        <li className="pl-1">{words("getApp")}</li>
        <li className="pl-1">
          {words("scan")}
          <svg
            viewBox={`0 0 ${square.size} ${square.size}`}
            role="img"
            aria-label={words("square")}
            shapeRendering="crispEdges"
            className="mt-3 block size-56 rounded-control border border-line bg-white"
          >
            <path d={square.path} fill="#000" />
          </svg>
          <p className="mt-2">
            <a
              href={uri}
              className="inline-flex min-h-11 items-center text-indigo underline underline-offset-4"
            >
              {words("sameDevice")}
            </a>
          </p>
          <p className="text-13 text-ink-3">{words("byHand")}</p>
          <p className="figures text-17 font-semibold select-all">{typed}</p>
        </li>
        <li className="pl-1">
          <Form method="post" noValidate reloadDocument className="flex flex-col gap-4">
            <CodeField label={words("code")} hint={words("codeHint")} answer={answer} />
            <Button name="intent" value="confirm" kind="primary" size="large">
              {words("confirm")}
            </Button>
          </Form>
        </li>
      </ol>
    </>
  );
}
