import type { InputHTMLAttributes, ReactNode } from "react";
import { classes } from "./classes";

interface ChoicesProps {
  readonly legend: ReactNode;
  /** The words beside the boxes say it already; screen readers still hear it. */
  readonly quiet?: boolean;
  readonly problem?: ReactNode;
  readonly children: ReactNode;
}

/** A few ways of which one is taken, side by side; none breaks its words, a row breaks before that. */
export function Choices({ legend, quiet = false, problem, children }: ChoicesProps) {
  return (
    <fieldset>
      <legend className={quiet ? "sr-only" : "mb-1 text-15 font-semibold"}>{legend}</legend>
      <div className="flex flex-wrap gap-2">{children}</div>
      {problem && <p className="mt-1 text-13 text-vermilion">{problem}</p>}
    </fieldset>
  );
}

interface ChoiceProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "type"> {
  readonly children: ReactNode;
}

/** One of them. The whole box is the target. */
export function Choice({ children, className, ...input }: ChoiceProps) {
  return (
    <label
      className={classes(
        "flex min-h-12 flex-auto cursor-pointer items-center justify-center gap-2 rounded-control border border-line bg-card px-3",
        "text-15 whitespace-nowrap has-checked:border-ink has-checked:font-semibold",
        "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-indigo",
        className,
      )}
    >
      <input type="radio" className="size-4 shrink-0 accent-ink" {...input} />
      {children}
    </label>
  );
}
