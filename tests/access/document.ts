import { ACTS, type Act, type Admission, admissionsTo, needsSecondFactor } from "~/modules/identity/access";
import { DUTIES_AT, INCLUDED_ROLES, ROLES, type Role } from "~/modules/identity/duties";
import kindsEn from "~/ui/messages/en/admin.json";
import rolesEn from "~/ui/messages/en/team.json";
import kindsZh from "~/ui/messages/zh-CN/admin.json";
import rolesZh from "~/ui/messages/zh-CN/team.json";
import { ACT_WORDS, STATE_WORDS, THING_WORDS } from "./act-words";
import type { Address } from "./addresses";
import { CASES, type Thing } from "./cases";

const HEAD = `# Who may do what

谁能做什么：每一个网址、每一件事、每一种职责。这份表由程序写出，与网站实际执行的是同一张表；每一个“不能”都有测试真的去试过。

This table is written by a program out of the two places that decide: the matrix of acts
(\`app/modules/identity/access.ts\`) and the table of addresses (\`app/routes.ts\`), whose every door names its act. Nobody
edits it by hand. \`tests/access/document.test.ts\` fails when it is stale; write it anew with

    npm test -- --only unit tests/access/document.test.ts -u

and every line of it is tried by \`tests/access/access.db.test.ts\`: each address over HTTP, looked at and changed, by
everybody, at the own and at a foreign place.

How to read it (怎么看):

- **own 本单位** – only at the organisation at which the duty is held. **all 各处** – everywhere. **–** – may not.
- Whoever is not signed in is sent to sign in (401); whoever is and may not is refused (403); a thing of another
  organisation under one's own address is not found (404), so that nobody learns whether it exists.
- A duty counts from its first day to its last and until it is revoked; the very next request is refused then.
- **🔑** – asks for a second factor (passkey, authenticator app or recovery code) passed in this session.
`;

const SECTION = {
  duties: "\n## Duties (职责)\n",
  acts: "\n## Acts (事项)\n",
  addresses: "\n## Addresses (网址)\n",
};

type Cells = readonly string[];

function table(head: Cells, rows: readonly Cells[]): string {
  const line = (cells: Cells) => `| ${cells.join(" | ")} |\n`;
  return `\n${line(head)}${line(head.map(() => "---"))}${rows.map(line).join("")}`;
}

const duty = (role: Role) => `${rolesZh.roles[role]} ${rolesEn.roles[role]}`;
const kind = (of: keyof typeof DUTIES_AT) =>
  of === "portal" ? "平台 the portal" : `${kindsZh.kinds[of]} ${kindsEn.kinds[of]}`;
const both = ([en, zh]: readonly [en: string, zh: string]) => `${zh}<br>${en}`;

function duties(): string {
  const rows = ROLES.map((role) => [
    duty(role),
    Object.keys(DUTIES_AT)
      .map((of) => of as keyof typeof DUTIES_AT)
      .filter((of) => DUTIES_AT[of].includes(role))
      .map(kind)
      .join("; "),
    (INCLUDED_ROLES[role] ?? []).map(duty).join("; ") || "–",
  ]);
  return table(["Duty 职责", "Held at 在哪里", "Includes 也包含"], rows);
}

/** Whether a row of the matrix is for this duty, itself or because it is included. */
const isFor = (role: Role, [who]: Admission) =>
  who === role || (INCLUDED_ROLES[role] ?? []).some((included) => included === who);

function cell(act: Act, role: Role): string {
  const reaches = admissionsTo(act).filter((row) => isFor(role, row) || row[0] === "anyone");
  if (reaches.some(([, reach]) => reach === "everywhere")) return "all 各处";
  if (reaches.length > 0) return "own 本单位";
  return admissionsTo(act).some(([who]) => who === "signedIn") ? "one's own 自己的" : "–";
}

function everybodyElse(act: Act): string {
  const who = admissionsTo(act).map(([each]) => each);
  if (who.includes("anyone")) return "all 各处";
  return who.includes("signedIn") ? "signed in: one's own 登录后：自己的" : "–";
}

/** The states in which the act makes sense, where it does not in all. */
function statesOf(act: Act): string {
  const states = admissionsTo(act).flatMap(([, , each]) => each ?? []);
  return states.length === 0 ? "" : `<br>(${states.map((state) => STATE_WORDS[state] ?? state).join(", ")})`;
}

function acts(): string {
  const rows = ACTS.map((act) => [
    `${both(ACT_WORDS[act])}${statesOf(act)}${needsSecondFactor(act) ? " 🔑" : ""}`,
    ...ROLES.map((role) => cell(act, role)),
    everybodyElse(act),
  ]);
  return table(["Act 事项", ...ROLES.map(duty), "Others 其他人"], rows);
}

/** Everybody a row admits, in one line. */
function whoMay(act: Act): string {
  const named = admissionsTo(act).map(([who, reach]) => {
    if (who === "anyone") return "anyone 任何人";
    if (who === "signedIn") return "signed in, one's own 登录的人，自己的";
    const including = ROLES.filter((role) => (INCLUDED_ROLES[role] ?? []).some((each) => each === who));
    const where = reach === "own" ? "own 本单位" : "all 各处";
    return `${[who, ...including].map((role) => rolesZh.roles[role]).join("、")} (${where})`;
  });
  return named.join("; ");
}

function addressRow({ path, look, change }: Address): readonly Cells[] {
  const of = CASES[path] ?? {};
  const row = (how: string, act: Act, things: readonly Thing[]) => [
    `\`${path}\``,
    how,
    `${ACT_WORDS[act][1]}${needsSecondFactor(act) ? " 🔑" : ""}`,
    whoMay(act),
    [...new Set(things)].map((thing) => `${THING_WORDS[thing][1]} ${THING_WORDS[thing][0]}`).join(", ") ||
      "–",
  ];
  const named = of.thing ? [of.thing] : [];
  const forms = of.forms ?? [];
  const others = [...new Set(forms.flatMap(({ act }) => act ?? []))];
  return [
    ...(look ? [row("look 看", look, named)] : []),
    ...(change ? [row("change 改", change, [...named, ...forms.flatMap(({ thing }) => thing ?? [])])] : []),
    ...others.map((act) => row("change 改", act, named)),
  ];
}

function area(path: string): string {
  return `/${path.split("/")[1] ?? ""}`;
}

const AREA_WORDS: Readonly<Record<string, string>> = {
  "/coop": "A cooperative's desk (合作社工作台)",
  "/account": "One's own account (我的账号)",
  "/sign-in": "Signing in (登录)",
  "/alliance": "The alliance (联盟)",
  "/admin": "The operator's desk (平台运营台)",
  "/host": "A host (主播)",
  "/invite": "Invitations (邀请)",
  "/api": "Data for pages (页面数据)",
  "/webhooks": "News from the payment service, signed by it (支付机构签名的通知)",
  "/demo": "The demo (演示)",
};
const PUBLIC = "The shop, traces and papers that anyone may read (店铺、溯源和公开的单据)";

const HEAD_OF_ADDRESSES = [
  "Address 网址",
  "How 怎样",
  "Act 事项",
  "Who may 谁能",
  "Names a thing; another organisation's is not found 指到的东西，别人的找不到",
];

function addressTables(addresses: readonly Address[]): string {
  const groups = Map.groupBy(addresses, ({ path }) => AREA_WORDS[area(path)] ?? PUBLIC);
  return [...groups]
    .map(([words, each]) => `\n### ${words}\n${table(HEAD_OF_ADDRESSES, each.flatMap(addressRow))}`)
    .join("");
}

/** docs/access.md as it should stand. */
export function accessDocument(addresses: readonly Address[]): string {
  return [
    HEAD,
    SECTION.duties,
    duties(),
    SECTION.acts,
    acts(),
    SECTION.addresses,
    addressTables(addresses),
    LINKS,
  ].join("");
}

const LINKS = `
## Addresses that are keys (拿着链接就能看的)

\`/slips/:code\`, \`/wholesale/requests/:number?key=…\`, \`/invite/:token\` and \`/orders/:number\` of somebody who bought without
signing in open to whoever holds the link or its proof: it is signed or drawn at random, stored nowhere as it is, and a
wrong one is answered like one that never was. An invitation for a number opens to the person of that number only.
`;
