import { createHash } from "node:crypto";

/** The page's one style sheet, inline because the page has to look right with nothing else served beside it. */
export const PAY_PAGE_STYLE = `
:root{color-scheme:light dark;--paper:#fbf8f2;--card:#fff;--line:#e7dfd2;--ink:#1f1b16;--ink2:#5c5348;--ink3:#7a7064;--red:#b8321f;--on:#fff;--green:#2f6b3c;--amber:#8a5a00;--field:#8a8072}
@media(prefers-color-scheme:dark){:root{--paper:#171411;--card:#211d19;--line:#3a332b;--ink:#f3ede3;--ink2:#bdb2a3;--ink3:#9a8f81;--red:#ff8a73;--on:#171411;--green:#8cc59a;--amber:#e8b85a;--field:#9a8f81}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.6 "PingFang SC","HarmonyOS Sans SC","Noto Sans CJK SC",system-ui,sans-serif}
main{max-width:560px;margin:0 auto;padding:16px 16px 48px}
h1,h2{font-weight:600;line-height:1.25;margin:0}
h1{font-size:26px}
h2,legend{font-size:17px;font-weight:600;padding:0}
p{margin:0}
.practice{background:var(--paper);color:var(--amber);border-bottom:1px solid var(--line);padding:12px 16px;text-align:center;text-wrap:balance}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:16px;margin-top:16px}
.total{display:flex;justify-content:space-between;align-items:baseline;gap:16px;margin-top:24px}
.money{font-variant-numeric:tabular-nums;white-space:nowrap;font-size:15px}
.total .money{color:var(--red);font-size:20px;font-weight:600}
.total .yuan{font-size:34px;line-height:1.25}
ul{list-style:none;margin:12px 0 0;padding:0}
li{display:flex;gap:12px;padding:12px 0;border-top:1px solid var(--line)}
li img{width:48px;height:48px;border-radius:6px;object-fit:cover;flex:none}
li .what{flex:1;min-width:0;overflow-wrap:anywhere}
.quiet{color:var(--ink2)}
.small{font-size:13px;color:var(--ink2)}
fieldset{border:0;margin:0;padding:0;min-width:0}
label{display:flex;align-items:center;gap:12px;min-height:48px;border-top:1px solid var(--line);cursor:pointer}
legend{float:left;width:100%;margin-bottom:8px}
legend+label{clear:both}
input{width:20px;height:20px;margin:0;accent-color:var(--red)}
details{margin-top:16px;color:var(--ink2)}
summary{min-height:48px;display:flex;align-items:center;cursor:pointer}
summary::before{content:"+";width:24px;font-size:20px}
details[open] summary::before{content:"\\2212"}
button,.button{display:block;width:100%;min-height:48px;padding:10px 16px;border-radius:6px;border:1px solid var(--field);background:transparent;color:var(--ink);font:inherit;font-size:17px;text-align:center;text-decoration:none;cursor:pointer;margin-top:12px}
button.primary,.button.primary{background:var(--red);border-color:var(--red);color:var(--on);font-weight:600;margin-top:24px}
button:focus-visible,.button:focus-visible,input:focus-visible,summary:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
.notice{border:1px solid var(--red);border-radius:12px;padding:12px 16px;margin-top:16px;color:var(--red)}
.done{color:var(--green)}
`;

/** What the Content-Security-Policy calls the style sheet. */
export const PAY_PAGE_STYLE_SOURCE = `'sha256-${createHash("sha256").update(PAY_PAGE_STYLE).digest("base64")}'`;
