import { PAY_PAGE_STYLE, PAY_PAGE_STYLE_SOURCE } from "./pay-page.style";
import {
  ARRIVALS,
  type ArrivalChoice,
  PAY_PAGE_WORDS,
  type PayPageLanguage,
  type PayPageWords,
  payPageLanguage,
} from "./pay-page.words";
import type { StripeSandbox } from "./sandbox";
import { type Arrival, isPaymentMethod, type Session, type SessionLines } from "./types";

/** What the page sends to the browser: a page, or the way elsewhere. */
export interface PayPageReply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const TRAVELS: Record<ArrivalChoice, Arrival> = {
  normal: { kind: "normal" },
  thrice: { kind: "repeated", times: 3 },
  late: { kind: "delayed", milliseconds: 10_000 },
  lost: { kind: "lost" },
};

/** GET /pay/:sessionId. `query` may carry `declined=1` after a refused attempt. */
export function showPayPage(
  sandbox: StripeSandbox,
  id: string,
  query: URLSearchParams,
  acceptLanguage: string,
): PayPageReply {
  const view = sandbox.viewSession(id);
  const language = payPageLanguage(view?.session.locale ?? null, acceptLanguage);
  const words = PAY_PAGE_WORDS[language];
  if (view === undefined) {
    return page(404, language, words.unknownTitle, message(words.unknownTitle, words.unknown, ""), null);
  }
  const { session, lines } = view;
  if (session.status === "complete") {
    const link = way(comeBack(session.success_url, session), words.back);
    const text = message(words.paidTitle, words.paid, link, "done");
    return page(200, language, words.paidTitle, text, session);
  }
  if (session.status === "expired") {
    const link = way(session.cancel_url, words.back);
    return page(410, language, words.expiredTitle, message(words.expiredTitle, words.expired, link), session);
  }
  const notice = query.has("declined") ? words.declined : undefined;
  return page(200, language, words.title, till(session, lines, words, language, notice), session);
}

/** POST /pay/:sessionId with `action` (pay, decline, leave), `method` and `arrival`. Always leads elsewhere: 303. */
export async function actOnPayPage(
  sandbox: StripeSandbox,
  id: string,
  form: URLSearchParams,
): Promise<PayPageReply> {
  const here = `/pay/${encodeURIComponent(id)}`;
  const session = sandbox.viewSession(id)?.session;
  const action = form.get("action");
  const method = form.get("method") ?? "";
  const arrival = TRAVELS[ARRIVALS.find((name) => name === form.get("arrival")) ?? "normal"];
  if (session?.status !== "open") return seeOther(here);
  if (action === "leave") return seeOther(session.cancel_url ?? here);
  if (!isPaymentMethod(method)) return seeOther(here);
  if (action === "decline") {
    await sandbox.decline(id, method, arrival);
    return seeOther(`${here}?declined=1`);
  }
  if (action !== "pay") return seeOther(here);
  const outcome = await sandbox.pay(id, method, arrival);
  return seeOther("refused" in outcome ? here : (comeBack(session.success_url, session) ?? here));
}

function seeOther(location: string): PayPageReply {
  return { status: 303, headers: { location, "cache-control": "no-store" }, body: "" };
}

/** Where the merchant wants the buyer to come back to, with the session's id filled in. */
function comeBack(url: string | null, session: Session): string | null {
  return url?.replaceAll("{CHECKOUT_SESSION_ID}", session.id) ?? null;
}

function till(
  session: Session,
  lines: SessionLines,
  words: PayPageWords,
  language: PayPageLanguage,
  notice: string | undefined,
): string {
  const expiry = new Date(session.expires_at * 1000).toLocaleTimeString(language, {
    timeZone: "Asia/Shanghai",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const methods = session.payment_method_types.filter(isPaymentMethod);
  return `<div class="total"><h1>${words.total}</h1>${money(session.amount_total ?? 0)}</div>
<p class="small">${words.until(expiry)}</p>
${notice === undefined ? "" : `<p class="notice" role="alert">${notice}</p>`}
<section class="card"><h2>${words.order}</h2><ul>${lines.items.map((_, index) => item(lines, index)).join("")}</ul></section>
<form method="post">
<fieldset class="card"><legend>${words.method}</legend>${methods
    .map((method, index) => radio("method", method, words.methods[method], index === 0))
    .join("")}</fieldset>
<details><summary>${words.arrival}</summary><fieldset>${ARRIVALS.map((choice) =>
    radio("arrival", choice, words.arrivals[choice], choice === "normal"),
  ).join("")}</fieldset></details>
<button class="primary" name="action" value="pay">${words.pay} ${yuan(session.amount_total ?? 0)}</button>
<button name="action" value="decline">${words.decline}</button>
${session.cancel_url === null ? "" : `<button name="action" value="leave">${words.leave}</button>`}
</form>`;
}

function item(lines: SessionLines, index: number): string {
  const line = lines.items[index];
  const words = lines.words[index];
  if (line === undefined || words === undefined) return "";
  const image = words.image === null ? "" : `<img src="${escaped(words.image)}" alt="" loading="lazy">`;
  const about = words.description === null ? "" : `<p class="small">${escaped(words.description)}</p>`;
  const count =
    line.quantity > 1
      ? `<p><span class="small">${yuan(line.price.unit_amount)} × ${line.quantity}</span></p>`
      : "";
  return `<li>${image}<div class="what">${escaped(words.name)}${about}${count}</div>${money(line.amount_total)}</li>`;
}

function radio(name: string, value: string, label: string, checked: boolean): string {
  return `<label><input type="radio" name="${name}" value="${value}"${checked ? " checked" : ""}>${label}</label>`;
}

function message(title: string, text: string, link: string, tone = ""): string {
  return `<div class="card"><h1 class="${tone}">${title}</h1><p class="quiet">${text}</p>${link}</div>`;
}

function way(url: string | null, label: string): string {
  return url === null ? "" : `<a class="button primary" href="${escaped(url)}">${label}</a>`;
}

function yuan(fen: number): string {
  return `¥${(fen / 100).toFixed(2)}`;
}

/** Small sign, large yuan, small fen. */
function money(fen: number): string {
  const [whole = "0", part = "00"] = (fen / 100).toFixed(2).split(".");
  return `<span class="money">¥<span class="yuan">${whole}</span>.${part}</span>`;
}

function escaped(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

function page(
  status: number,
  language: PayPageLanguage,
  title: string,
  body: string,
  session: Session | null,
): PayPageReply {
  // A form's redirect counts as its action, so the ways back to the merchant have to be allowed too.
  const targets = [session?.success_url, session?.cancel_url].flatMap((url) =>
    typeof url === "string" ? [new URL(url.replaceAll("{CHECKOUT_SESSION_ID}", "")).origin] : [],
  );
  const policy = [
    "default-src 'none'",
    `style-src ${PAY_PAGE_STYLE_SOURCE}`,
    "img-src http: https:",
    `form-action 'self' ${[...new Set(targets)].join(" ")}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  return {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
    body: `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${PAY_PAGE_STYLE}</style></head>
<body><p class="practice">${PAY_PAGE_WORDS[language].sandbox}</p><main>${body}</main></body></html>`,
  };
}
