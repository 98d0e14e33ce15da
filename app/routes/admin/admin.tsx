import { Outlet, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { own } from "~/http/door.server";
import { AdminFrame } from "~/ui/admin/admin-frame";
import { ErrorPage } from "~/ui/frame/error-page";

/** What all pages of the operator share. */
export const loader = own("admin.portal.read", () => null);

export default function Admin() {
  return (
    <AdminFrame>
      <Outlet />
    </AdminFrame>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const isLetIn = useRouteLoaderData<typeof loader>("routes/admin/admin") !== undefined;
  if (!isLetIn) return <ErrorPage error={error} />;
  return (
    <AdminFrame>
      <ErrorPage error={error} />
    </AdminFrame>
  );
}
