import { isRouteErrorResponse, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { signInPath } from "~/modules/identity/sign-in-path";
import { LostPath } from "~/ui/illustrations/lost-path";
import { QuietField } from "~/ui/illustrations/quiet-field";
import { ButtonLink } from "~/ui/primitives/button";
import { Empty } from "~/ui/primitives/notice";
import { isOfTheLine } from "./line-faults";
import { NoSignal } from "./no-signal";

/** The document's title while an error stands on the page, as its routes have given none. */
export function ErrorTitle({ error }: { error: unknown }) {
  const words = useTranslations("frame.errors");
  const status = statusOf(error);
  if (status === 404) return <title>{words("notFoundTitle")}</title>;
  if (status === 401) return <title>{words("signInTitle")}</title>;
  if (isOfTheLine(error)) return <title>{words("noSignalTitle")}</title>;
  return <title>{words(status === 403 ? "forbiddenTitle" : "brokenTitle")}</title>;
}

function statusOf(error: unknown): number {
  return isRouteErrorResponse(error) ? error.status : 500;
}

interface ErrorPageProps {
  readonly error: unknown;
  /** Where to go on from here; else to the shop. */
  readonly action?: ReactNode;
}

/** Says what happened, what was not lost, and what to do next. Two scenes serve all: they travel with every page. */
export function ErrorPage({ error, action: wayOn }: ErrorPageProps) {
  const words = useTranslations("frame.errors");
  const action = wayOn ?? (
    <ButtonLink to="/" reloadDocument kind="primary">
      {words("toShop")}
    </ButtonLink>
  );
  const status = statusOf(error);
  if (status === 404) {
    return (
      <Empty wholePage scene={<LostPath />} title={words("notFoundTitle")} action={action}>
        {words("notFound")}
      </Empty>
    );
  }
  if (status === 401) {
    return (
      <Empty wholePage scene={<QuietField />} title={words("signInTitle")} action={<ToSignIn />}>
        {words("signIn")}
      </Empty>
    );
  }
  if (status === 403) {
    return (
      <Empty wholePage scene={<LostPath />} title={words("forbiddenTitle")} action={action}>
        {words("forbidden")}
      </Empty>
    );
  }
  if (isOfTheLine(error)) return <NoSignal />;
  return (
    <Empty wholePage scene={<QuietField />} title={words("brokenTitle")} action={action}>
      {words("broken")}
    </Empty>
  );
}

/** Signing in leads back to the page that asked for it. */
function ToSignIn() {
  const words = useTranslations("frame.errors");
  const { pathname, search } = useLocation();
  return (
    <ButtonLink to={signInPath(`${pathname}${search}`)} reloadDocument kind="primary">
      {words("toSignIn")}
    </ButtonLink>
  );
}
