import { notFound, open } from "~/http/door.server";

/** Every address that is nobody's: as a route it has what stands around all pages, which an address without one has not. */
export const loader = open("shop.browse", () => {
  throw notFound();
});
export const action = loader;

export default function Nowhere() {
  return null;
}
