interface QrProps {
  readonly code: { readonly size: number; readonly path: string };
  /** what scanning it does, in words */
  readonly label: string;
  readonly className?: string;
}

/** A QR code, always dark on white: scanners know no dark mode. */
export function Qr({ code, label, className }: QrProps) {
  return (
    <svg
      viewBox={`0 0 ${code.size} ${code.size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      className={className}
    >
      <rect width={code.size} height={code.size} fill="#fff" />
      <path d={code.path} fill="#000" />
    </svg>
  );
}
