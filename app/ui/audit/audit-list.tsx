import { useTranslations } from "use-intl";
import type { AuditRow } from "~/modules/identity/index.server";
import { QuietField } from "~/ui/illustrations/quiet-field";
import { Moment } from "~/ui/primitives/moment";
import { Empty } from "~/ui/primitives/notice";
import { PageLinks } from "~/ui/primitives/page-links";
import { ChangedFields } from "./changed-fields";
import { shortId } from "./short-id";

interface AuditListProps {
  readonly entries: readonly AuditRow[];
  /** the address of what comes after */
  readonly next: string | undefined;
}

/** What was changed, the latest first: who, what, from what to what, why, when. */
export function AuditList({ entries, next }: AuditListProps) {
  const words = useTranslations("audit");
  if (entries.length === 0) {
    return (
      <Empty scene={<QuietField />} title={words("none")}>
        {words("noneHint")}
      </Empty>
    );
  }
  return (
    <>
      <ol className="mt-4 divide-y divide-line border-y border-line">
        {entries.map((entry) => (
          <li key={entry.id} className="py-3">
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
      <PageLinks next={next && { to: next, says: words("next") }} />
    </>
  );
}

function Entry({ entry }: { entry: AuditRow }) {
  const words = useTranslations("audit");
  return (
    <article>
      <p className="flex flex-wrap items-baseline justify-between gap-x-3 text-15">
        <span>
          <span className="font-semibold">{entry.actor ?? words("portal")}</span> {words(`acts.${entry.act}`)}
        </span>
        <span className="figures text-13 text-ink-3">
          <Moment at={entry.at} />
        </span>
      </p>
      <p className="text-13 text-ink-3 wrap-anywhere">
        {words(`subjects.${entry.subjectKind}`)} ·{" "}
        {entry.subjectName ?? <span className="figures">{shortId(entry.subjectId)}</span>}
      </p>
      <ChangedFields before={entry.before} after={entry.after} />
      {entry.reason && (
        <p className="mt-1 text-15 text-ink-2 wrap-anywhere">{words("because", { reason: entry.reason })}</p>
      )}
    </article>
  );
}
