import { Link, useSearchParams } from "@remix-run/react";

/** Another way of signing in, keeping where to go on to. */
export function OtherWay({ to, label }: { to: string; label: string }) {
  const [search] = useSearchParams();
  const then = search.get("then");
  return (
    <Link
      to={then ? `${to}?${new URLSearchParams({ then })}` : to}
      reloadDocument
      className="inline-flex min-h-11 items-center self-start text-15 text-indigo underline-offset-4 hover:underline"
    >
      {label}
    </Link>
  );
}
