import { expect, it } from "vitest";
import { allAddresses } from "./addresses";
import { accessDocument } from "./document";

/** Run with `-u` to write the table anew: npm test -- --only unit tests/access/document.test.ts -u */
it("docs/access.md says what the matrix and the doors say", async () => {
  await expect(accessDocument(await allAddresses())).toMatchFileSnapshot("../../docs/access.md");
  // Every route of the portal is loaded for this.
}, 60_000);
