import { type PointerEvent, type ReactNode, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { isSignature, LONGEST_SIGNATURE, SIGNATURE_FIELD } from "~/modules/intake/slip";
import { Button } from "~/ui/primitives/button";

/** Points nearer than this to the last one say nothing new. */
const LEAST_STEP = 2;

/**
 * A field for a finger to write a name in. Of the name the strokes are sent, small, and nothing else; what has to be said
 * besides stands between the field and its buttons.
 */
export function SignaturePad({ busy, children }: { busy: boolean; children: ReactNode }) {
  const words = useTranslations("intake.slip");
  const [path, setPath] = useState("");
  const last = useRef<{ x: number; y: number } | undefined>(undefined);
  const pointOf = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const within = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));
    return {
      x: within(((event.clientX - box.left) / box.width) * SIGNATURE_FIELD.width, SIGNATURE_FIELD.width),
      y: within(((event.clientY - box.top) / box.height) * SIGNATURE_FIELD.height, SIGNATURE_FIELD.height),
    };
  };
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const { x, y } = pointOf(event);
    last.current = { x, y };
    setPath((before) => `${before}M${x} ${y}L${x} ${y}`);
  };
  const draw = (event: PointerEvent<SVGSVGElement>) => {
    const from = last.current;
    if (!from) return;
    const { x, y } = pointOf(event);
    if (Math.abs(x - from.x) + Math.abs(y - from.y) < LEAST_STEP) return;
    last.current = { x, y };
    setPath((before) => (before.length < LONGEST_SIGNATURE - 10 ? `${before}L${x} ${y}` : before));
  };
  return (
    <div className="grid gap-3">
      <input type="hidden" name="signature" value={path} />
      <svg
        viewBox={`0 0 ${SIGNATURE_FIELD.width} ${SIGNATURE_FIELD.height}`}
        role="img"
        aria-label={words("signatureField")}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={() => (last.current = undefined)}
        className="w-full touch-none rounded-card border border-dashed border-ink-3 bg-card text-ink"
      >
        <path
          d={path}
          fill="none"
          stroke="currentColor"
          strokeWidth="2.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {children}
      <div className="flex gap-3">
        <Button type="button" onClick={() => setPath("")} disabled={path === ""}>
          {words("signatureClear")}
        </Button>
        <Button
          kind="primary"
          name="intent"
          value="sign"
          disabled={busy || !isSignature(path)}
          className="flex-1"
        >
          {words("sign")}
        </Button>
      </div>
    </div>
  );
}

/** A signature that was drawn before. */
export function Signature({ path }: { path: string }) {
  const words = useTranslations("intake.slip");
  return (
    <svg
      viewBox={`0 0 ${SIGNATURE_FIELD.width} ${SIGNATURE_FIELD.height}`}
      role="img"
      aria-label={words("signature")}
      className="h-12 text-ink"
    >
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
