import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from "react";
import { classes } from "./classes";
import { useOpenError } from "./open-error";

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
  /** Where something outside the field leads to it; else it makes up its own. */
  readonly id?: string | undefined;
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
  id: givenId,
  control,
}: FrameProps & { readonly control: (wiring: Wiring) => ReactNode }) {
  const ownId = useId();
  const id = givenId ?? ownId;
  const noteId = `${id}-note`;
  const { open, mend } = useOpenError(error);
  const note = open ?? hint;
  return (
    <div className={className} onChange={mend}>
      <label htmlFor={id} className="mb-1 flex items-baseline justify-between text-15 font-semibold">
        <span>{label}</span>
        {optional && <span className="text-13 font-normal text-ink-3">{optional}</span>}
      </label>
      {control({
        id,
        "aria-invalid": open ? true : undefined,
        "aria-describedby": note ? noteId : undefined,
        className: classes(CONTROL, open ? "border-vermilion" : "border-line"),
      })}
      {note && (
        <p id={noteId} className={classes("mt-1 text-13", open ? "text-vermilion" : "text-ink-3")}>
          {note}
        </p>
      )}
    </div>
  );
}

type FieldProps<Attributes> = FrameProps & Omit<Attributes, "className" | "id">;

/** What of a field's properties is its frame's, and what is the control's own. */
function apart<Props extends FrameProps>({ label, hint, error, optional, className, id, ...control }: Props) {
  return { frame: { label, hint, error, optional, id, ...(className ? { className } : {}) }, control };
}

export function TextField(props: FieldProps<InputHTMLAttributes<HTMLInputElement>>) {
  const { frame, control } = apart(props);
  return <Frame {...frame} control={(wiring) => <input {...wiring} {...control} />} />;
}

export function TextArea(props: FieldProps<TextareaHTMLAttributes<HTMLTextAreaElement>>) {
  const { frame, control } = apart(props);
  return <Frame {...frame} control={(wiring) => <textarea rows={3} {...wiring} {...control} />} />;
}

export function SelectField(props: FieldProps<SelectHTMLAttributes<HTMLSelectElement>>) {
  const { frame, control } = apart(props);
  return <Frame {...frame} control={(wiring) => <select {...wiring} {...control} />} />;
}

interface CheckLineProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "className" | "type"> {
  readonly children: ReactNode;
  readonly error?: ReactNode;
}

/** A line to agree to. The whole line is the target. */
export function CheckLine({ children, error, ...input }: CheckLineProps) {
  const id = useId();
  const { open, mend } = useOpenError(error);
  return (
    <div onChange={mend}>
      <label htmlFor={id} className="flex min-h-11 items-start gap-3 py-2 text-15">
        <input
          id={id}
          type="checkbox"
          className="mt-0.5 size-5 shrink-0 accent-vermilion"
          aria-invalid={open ? true : undefined}
          {...input}
        />
        <span>{children}</span>
      </label>
      {open && <p className="text-13 text-vermilion">{open}</p>}
    </div>
  );
}
