import type { ServedPortal } from "../support/served-portal";

/** What a page answered. */
export interface Page {
  readonly status: number;
  readonly location: string;
  readonly text: string;
  readonly setCookies: readonly string[];
}

/** A browser without JavaScript: keeps cookies, sends forms, follows nothing by itself. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  get(path: string): Promise<Page>;
  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Page>;
  /** Asks for a code at signing in and types it. */
  signIn(phone: string): Promise<Page>;
}

export function visitorOf({ origin, portal }: ServedPortal): Visitor {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit): Promise<Page> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) };
    const answer = await fetch(origin + path, { ...init, headers, redirect: "manual" });
    const setCookies = answer.headers.getSetCookie();
    for (const each of setCookies) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = answer.headers.get("location") ?? "";
    return { status: answer.status, location, text: await answer.text(), setCookies };
  };
  const visitor: Visitor = {
    cookies,
    get: (path) => send(path, {}),
    post: (path, fields, headers = {}) =>
      send(path, { method: "POST", body: new URLSearchParams(fields), headers }),
    async signIn(phone) {
      const sent = await visitor.post("/sign-in", { intent: "send", phone });
      return visitor.post(sent.location, { intent: "code", ...typed(sent, portal.demoSms?.lastTo(phone)) });
    },
  };
  return visitor;
}

/** The fields of the form that takes a code: its id out of the address, its digits out of the message. */
export function typed(page: Page, message: string | null | undefined, field = "code") {
  const codeId = new URL(page.location, "http://shop.test").searchParams.get(field) ?? "";
  return { codeId, code: /\d{6}/.exec(message ?? "")?.[0] ?? "" };
}
