import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { PageHead } from "~/ui/primitives/page-head";

interface SecurityHeadProps {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
}

/** The head of a page that changes one way of signing in; the way back leads to the list of them. */
export function SecurityHead(head: SecurityHeadProps) {
  const words = useTranslations("account.security");
  return <PageHead back={{ to: "/account/security", words: words("title") }} {...head} />;
}
