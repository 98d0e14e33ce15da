import { notFound, staff } from "~/http/door.server";
import { cooperativeBySlug } from "./cooperative-of.server";

/**
 * Every address of a desk that is nobody's: who may enter the desk is told so within it and finds the way back. The others
 * hear what they hear at each of its doors, so that a mistyped one tells no more than a right one.
 */
export const loader = staff("coop.desk.enter", cooperativeBySlug, () => {
  throw notFound();
});
export const action = loader;

export default function Nowhere() {
  return null;
}
