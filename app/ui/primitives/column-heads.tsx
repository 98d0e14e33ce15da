interface ColumnHeadsProps {
  /** The first stands over names, the others over figures. */
  readonly names: readonly string[];
  /** With a line between them and the rows. */
  readonly ruled?: boolean;
}

/** What the columns of a small table show. */
export function ColumnHeads({ names, ruled = false }: ColumnHeadsProps) {
  return (
    <thead className="text-13 text-ink-3">
      <tr className={ruled ? "border-b border-line" : undefined}>
        {names.map((name, at) => (
          <th
            key={name}
            scope="col"
            className={at === 0 ? "py-2 text-left font-normal" : "py-2 pl-2 text-right font-normal"}
          >
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}
