import { useActionData } from "@remix-run/react";
import { type ReactNode, useState } from "react";

/**
 * A complaint goes when its field is touched and comes back only with the next answer, so whoever mends a form sees what
 * is still to be done. Of a fetcher's answers a field knows nothing: their complaints stay until they are answered anew.
 */
export function useOpenError<Error extends ReactNode>(error: Error) {
  const answer: unknown = useActionData();
  const [mendedOf, setMendedOf] = useState<unknown>();
  const mended = answer !== undefined && mendedOf === answer;
  return { open: mended ? undefined : error, mend: () => setMendedOf(answer) };
}
