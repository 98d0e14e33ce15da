import type { ReactNode } from "react";

export interface SceneProps {
  readonly className?: string | undefined;
}

/** The ground a cut shows. A surface that is not paper says so with --scene-ground. */
const GROUND = "var(--scene-ground, var(--color-paper))";

/** Mirrors the right half about the middle of the 160-wide sheet, as a folded paper is cut once for both sides. */
const FOLD = "matrix(-1 0 0 1 160 0)";

/** One sheet of 160 × 120. It takes the colour of the text around it and says nothing to a screen reader. */
export function Scene({ className, children }: SceneProps & { readonly children: ReactNode }) {
  return (
    <svg viewBox="0 0 160 120" fill="currentColor" aria-hidden="true" className={className}>
      {children}
    </svg>
  );
}

interface PieceProps {
  readonly d: string;
  /** Drawn again on the other side of the fold. */
  readonly twin?: boolean;
}

/** Paper that stays. `gap` is the bare edge, in sheet units, that sets it off from the paper behind it. */
export function Ink({ d, twin = false, gap = 0 }: PieceProps & { readonly gap?: number }) {
  const edge =
    gap > 0
      ? { stroke: GROUND, strokeWidth: gap * 2, strokeLinejoin: "round" as const, paintOrder: "stroke" }
      : {};
  return (
    <>
      <path d={d} {...edge} />
      {twin && <path d={d} transform={FOLD} {...edge} />}
    </>
  );
}

/** Paper that is cut away. */
export function Cut({ d, twin = false }: PieceProps) {
  return (
    <>
      <path d={d} fill={GROUND} />
      {twin && <path d={d} fill={GROUND} transform={FOLD} />}
    </>
  );
}
