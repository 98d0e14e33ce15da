import { Link, type LinkProps } from "@remix-run/react";
import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from "react";
import { classes } from "./classes";

export type ButtonKind = "primary" | "second" | "quiet" | "field";

const KIND: Readonly<Record<ButtonKind, string>> = {
  primary: "bg-vermilion text-on-vermilion hover:bg-vermilion-deep border border-transparent",
  second: "bg-card text-ink border border-line hover:border-ink-3",
  quiet: "bg-transparent text-indigo border border-transparent hover:underline underline-offset-4",
  field: "bg-field text-on-field border border-transparent hover:opacity-90",
};

const SIZE = {
  large: "min-h-12 px-5 text-17",
  normal: "min-h-11 px-4 text-15",
  small: "min-h-9 px-3 text-13",
};

interface LookProps {
  readonly kind?: ButtonKind | undefined;
  readonly size?: keyof typeof SIZE | undefined;
  readonly wide?: boolean | undefined;
}

function look({ kind = "second", size = "normal", wide = false }: LookProps, className?: string): string {
  return classes(
    "inline-flex items-center justify-center gap-2 rounded-control font-semibold text-center no-underline",
    "transition-colors duration-150 select-none cursor-pointer",
    "disabled:opacity-45 disabled:cursor-not-allowed aria-disabled:opacity-45",
    KIND[kind],
    SIZE[size],
    wide && "w-full",
    className,
  );
}

export function Button({
  kind,
  size,
  wide,
  className,
  type = "submit",
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & LookProps) {
  return <button type={type} className={look({ kind, size, wide }, className)} {...rest} />;
}

/** A link that looks like a button, for going somewhere; a button is for changing something. */
export function ButtonLink({ kind, size, wide, className, ...rest }: LinkProps & LookProps) {
  return <Link className={look({ kind, size, wide }, className)} {...rest} />;
}

/** The same where there is no router: the address is the whole one, its language included. */
export function PlainLink({
  kind,
  size,
  wide,
  className,
  ...rest
}: AnchorHTMLAttributes<HTMLAnchorElement> & LookProps) {
  return <a className={look({ kind, size, wide }, className)} {...rest} />;
}
