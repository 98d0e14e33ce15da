/** A table to take away, beside the title of what it is of. */
export function CsvLink({ href, children }: { href: string; children: string }) {
  return (
    <a
      href={href}
      className="inline-flex min-h-11 items-center text-indigo underline-offset-4 hover:underline"
    >
      {children}
    </a>
  );
}
