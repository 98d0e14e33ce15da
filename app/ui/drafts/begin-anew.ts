import { useLocation } from "@remix-run/react";
import { useState } from "react";

/**
 * The key under which the forms of a page stand. It is another one when what was sent has been done, so that they begin anew,
 * empty and folded. A refusal leaves them as they are: somebody may be mending them already.
 */
export function useFormsKey(answer: object | undefined): string {
  const { key } = useLocation();
  const [kept, setKept] = useState(key);
  const isRefused = answer !== undefined;
  if (!isRefused && kept !== key) setKept(key);
  return isRefused ? kept : key;
}
