import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from "react";
import { classes } from "./classes";

const CONTROL = classes(
  "w-full min-h-12 rounded-control border bg-card px-3 py-2 text-17 text-ink placeholder:text-ink-3",
  "transition-colors duration-150 hover:border-ink-3 disabled:opacity-60",
);

interface FrameProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  readonly optional?: ReactNode;
  readonly className?: string;
}

interface Wiring {
  readonly id: string;
  readonly "aria-invalid": true | undefined;
  readonly "aria-describedby": string | undefined;
  readonly className: string;
}

/** Label above, hint below, error in place of the hint: nothing moves but what has changed. */
function Frame({
  label,
  hint,
  error,
  optional,
  className,
  control,
}: FrameProps & { readonly control: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 flex items-baseline justify-between text-15 font-semibold">
        <span>{label}</span>
        {optional && <span className="text-13 font-normal text-ink-3">{optional}</span>}
      </label>
      {control({
        id,
        "aria-invalid": error ? true : undefined,
        "aria-describedby": note ? noteId : undefined,
        className: classes(CONTROL, error ? "border-vermilion" : "border-line"),
      })}
      {note && (
        <p id={noteId} className={classes("mt-1 text-13", error ? "text-vermilion" : "text-ink-3")}>
          {note}
        </p>
      )}
    </div>
  );
}

export function TextField({
  label,
  hint,
  error,
  optional,
  className,
  ...input
}: FrameProps & Omit<InputHTMLAttributes<HTMLInputElement>, "className">) {
  return (
    <Frame
      {...{ label, hint, error, optional }}
      {...(className ? { className } : {})}
      control={(wiring) => <input {...wiring} {...input} />}
    />
  );
}

export function TextArea({
  label,
  hint,
  error,
  optional,
  className,
  ...input
}: FrameProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "className">) {
  return (
    <Frame
      {...{ label, hint, error, optional }}
      {...(className ? { className } : {})}
      control={(wiring) => <textarea rows={3} {...wiring} {...input} />}
    />
  );
}

export function SelectField({
  label,
  hint,
  error,
  optional,
  className,
  children,
  ...select
}: FrameProps & Omit<SelectHTMLAttributes<HTMLSelectElement>, "className">) {
  return (
    <Frame
      {...{ label, hint, error, optional }}
      {...(className ? { className } : {})}
      control={(wiring) => (
        <select {...wiring} {...select}>
          {children}
        </select>
      )}
    />
  );
}

interface CheckLineProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "className" | "type"> {
  readonly children: ReactNode;
  readonly error?: ReactNode;
}

/** A line to agree to. The whole line is the target. */
export function CheckLine({ children, error, ...input }: CheckLineProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="flex min-h-11 items-start gap-3 py-2 text-15">
        <input
          id={id}
          type="checkbox"
          className="mt-0.5 size-5 shrink-0 accent-vermilion"
          aria-invalid={error ? true : undefined}
          {...input}
        />
        <span>{children}</span>
      </label>
      {error && <p className="text-13 text-vermilion">{error}</p>}
    </div>
  );
}
