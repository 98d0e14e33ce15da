import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { ButtonLink } from "~/ui/primitives/button";
import { Notice } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import type { Answer } from "./answer";
import { RefusedSignIn } from "./refused-sign-in";

interface SignInPageProps {
  readonly demo: boolean;
  readonly answer: Answer | undefined;
  readonly children: ReactNode;
}

/** What stands around every way of signing in: why at all, and the ways on for those who would rather not. */
export function SignInPage({ demo, answer, children }: SignInPageProps) {
  const words = useTranslations("account.signIn");
  return (
    <div className="page max-w-narrow pt-6 md:pt-12">
      <PageHead title={words("title")} lead={words("lead")} />
      <div className="mt-6 flex flex-col gap-5">
        <RefusedSignIn answer={answer} />
        {children}
      </div>
      {demo && (
        <div className="mt-8">
          <Notice tone="wait">
            <span className="flex flex-wrap items-center justify-between gap-3">
              {words("demo")}
              <ButtonLink to="/demo" size="small" reloadDocument>
                {words("toDemo")}
              </ButtonLink>
            </span>
          </Notice>
        </div>
      )}
      <p className="mt-8 border-t border-line pt-4 text-15 text-ink-2">
        {words("without")}{" "}
        <Link
          to="/orders"
          className="inline-flex min-h-11 items-center text-indigo underline underline-offset-4"
        >
          {words("lookup")}
        </Link>
      </p>
    </div>
  );
}
