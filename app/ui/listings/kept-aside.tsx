interface KeptAsideProps {
  readonly name: string;
  readonly value: string;
  readonly take: (value: string) => void;
  readonly disabled?: boolean;
}

/** What nobody types but a draft must know to be put back: how many packs there are, which of three prices was typed. */
export function KeptAside({ take, ...control }: KeptAsideProps) {
  return <input hidden type="text" {...control} onChange={(event) => take(event.target.value)} />;
}
