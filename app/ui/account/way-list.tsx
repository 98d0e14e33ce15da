import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { SignInWays } from "~/modules/identity/index.server";
import { ButtonLink } from "~/ui/primitives/button";
import { Mark } from "~/ui/primitives/notice";

/** The ways of signing in, what each stands at, and where it is changed. The number arrives masked. */
export function WayList({ ways }: { ways: SignInWays }) {
  const words = useTranslations("account.security");
  return (
    <ul className="divide-y divide-line border-y border-line">
      <Way
        name={words("phone")}
        text={words("phoneText")}
        state={ways.phone ?? words("notSet")}
        to="/account/security/phone"
        action={words(ways.phone ? "change" : "set")}
      />
      <Way
        name={words("password")}
        text={words("passwordText")}
        state={<State on={ways.hasPassword} />}
        to="/account/security/password"
        action={words(ways.hasPassword ? "change" : "set")}
      />
      <Way
        name={words("app")}
        text={ways.hasTotp ? words("codesLeft", { count: ways.recoveryCodesLeft }) : words("appText")}
        state={<State on={ways.hasTotp} />}
        to="/account/security/app"
        action={words(ways.hasTotp ? "change" : "set")}
      />
      <Way
        name={words("passkeys")}
        text={words("passkeysText")}
        state={
          ways.passkeys > 0 ? (
            <Mark tone="good">{words("passkeyCount", { count: ways.passkeys })}</Mark>
          ) : (
            <State on={false} />
          )
        }
        to="/account/security/passkeys"
        action={words(ways.passkeys > 0 ? "change" : "set")}
      />
    </ul>
  );
}

function State({ on }: { on: boolean }) {
  const words = useTranslations("account.security");
  return <Mark tone={on ? "good" : "plain"}>{words(on ? "isSet" : "notSet")}</Mark>;
}

interface WayProps {
  readonly name: string;
  readonly text: string;
  readonly state: ReactNode;
  readonly to?: string;
  readonly action?: string;
}

function Way({ name, text, state, to, action }: WayProps) {
  return (
    <li className="flex items-center justify-between gap-4 py-3">
      <div className="min-w-0">
        <h3 className="flex flex-wrap items-center gap-x-2 text-17">
          {name}
          <span className="figures text-15 font-normal text-ink-2">{state}</span>
        </h3>
        <p className="text-13 text-ink-3">{text}</p>
      </div>
      {to && (
        <ButtonLink to={to} reloadDocument aria-label={`${name} ${action}`} className="shrink-0">
          {action}
        </ButtonLink>
      )}
    </li>
  );
}
