import { data, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { newBasketToken, readCookie, writeCookie } from "~/http/cookies.server";
import { openWithViewer, type Visit } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { refused } from "~/http/replies.server";
import { newId } from "~/kernel/ids";
import { cartLineForm } from "~/modules/ordering/checkout.forms";
import { addToCart, hashCartToken, setInCart } from "~/modules/ordering/index.server";
import { CartGroups } from "~/ui/cart/cart-groups";
import { CartSummary } from "~/ui/cart/cart-summary";
import { EmptyBasket } from "~/ui/illustrations/empty-basket";
import { pageWords } from "~/ui/messages/page-words.server";
import { ButtonLink } from "~/ui/primitives/button";
import { Empty } from "~/ui/primitives/notice";
import { viewCart } from "~/workflows/view-cart";

const INTENTS = ["add", "buy", "set", "fewer", "more", "takeRest", "remove"] as const;

const cartForm = cartLineForm.extend({
  intent: z.enum(INTENTS),
  /** What is left of a line that asks for more; sent by its button "take the rest". */
  rest: z.coerce.number().int().min(0).max(999).optional(),
  /** The page stays and only wants to know whether it worked. */
  stay: z.literal("1").optional(),
});

export const loader = openWithViewer("shop.browse", async ({ request, portal, viewer, locale, now }) => {
  const token = readCookie(request, "basket");
  const { view } = await viewCart(portal.db, {
    tokenHash: token ? hashCartToken(token) : null,
    visitorId: readCookie(request, "visitor") ?? null,
    userId: viewer?.userId ?? null,
    regionCode: null,
    locale,
    now,
  });
  return { view, title: pageWords(locale, "checkout")("cart.title") };
});

export const action = openWithViewer("shop.browse", async (visit) => {
  const form = await readForm(visit.request, cartForm);
  if (!form.ok) return refused(form.refusal);
  const { intent, skuId, packs, rest, stay } = form.value;
  const { token, headers } = basket(visit);
  const change = {
    newCartId: newId(visit.now),
    tokenHash: hashCartToken(token),
    userId: visit.viewer?.userId ?? null,
    skuId,
    now: visit.now,
  };
  const putsIn = intent === "add" || intent === "buy";
  const changed = putsIn
    ? await addToCart(visit.portal.db, { ...change, packs: Math.max(1, packs) })
    : await setInCart(visit.portal.db, { ...change, packs: wantedPacks(intent, packs, rest ?? packs) });
  if (!changed.ok) return refused(changed.refusal, headers);
  if (intent === "buy") return redirect("/checkout", { status: 303, headers });
  if (stay) return data({ added: true }, { headers });
  return redirect("/cart", { status: 303, headers });
});

function wantedPacks(intent: (typeof INTENTS)[number], packs: number, rest: number): number {
  if (intent === "remove") return 0;
  if (intent === "takeRest") return rest;
  if (intent === "fewer") return Math.max(1, packs - 1);
  return intent === "more" ? packs + 1 : packs;
}

/** The visitor's cart token; a visitor without one is given one. */
function basket({ request, portal }: Visit): { readonly token: string; readonly headers: Headers } {
  const headers = new Headers();
  const known = readCookie(request, "basket");
  if (known) return { token: known, headers };
  const token = newBasketToken();
  headers.append("set-cookie", writeCookie("basket", token, portal.https));
  return { token, headers };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title },
  { name: "robots", content: "noindex" },
];

export default function Cart() {
  const { view } = useLoaderData<typeof loader>();
  const words = useTranslations("checkout.cart");
  if (view.groups.length === 0) {
    return (
      <Empty
        wholePage
        scene={<EmptyBasket />}
        title={words("empty")}
        action={
          <ButtonLink to="/products" kind="primary">
            {words("toProducts")}
          </ButtonLink>
        }
      >
        {words("emptyHint")}
      </Empty>
    );
  }
  return (
    <div className="page pt-4 md:pt-8">
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h1 className="text-26">{words("title")}</h1>
        <p className="text-15 text-ink-3">{words("count", { count: view.packs })}</p>
      </div>
      <div className="md:grid md:grid-cols-[1fr_20rem] md:items-start md:gap-8">
        <CartGroups view={view} />
        <CartSummary view={view} />
      </div>
    </div>
  );
}
