import { createContext, type ReactNode, useContext, useEffect } from "react";
import { browserNow } from "./browser-clock";
import { browserDrafts } from "./draft-store";

const Person = createContext<string | undefined>(undefined);

/** Says whose drafts the forms below keep. Those of anybody who sat here before are let go of. */
export function DraftOwner({ userId, children }: { userId: string; children: ReactNode }) {
  useEffect(() => browserDrafts().forgetAllBut(userId, browserNow().getTime()), [userId]);
  return <Person.Provider value={userId}>{children}</Person.Provider>;
}

/** Whose drafts are kept here; undefined where nobody said, and then none are. */
export function useDraftOwner(): string | undefined {
  return useContext(Person);
}
