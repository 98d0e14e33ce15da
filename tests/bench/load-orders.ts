/** What the measuring process asks of the process that makes the load, and what it hears back. */
export type LoadOrder =
  | {
      readonly kind: "pages";
      readonly port: number;
      /** `{n}` is replaced by a number that never repeats. */
      readonly path: string;
      readonly acceptEncoding: string;
      readonly connections: number;
      readonly milliseconds: number;
    }
  | {
      readonly kind: "journeys";
      readonly port: number;
      readonly shoppers: number;
      readonly milliseconds: number;
      readonly goods: readonly { readonly slug: string; readonly skuId: string }[];
      readonly region: Readonly<Record<string, string>>;
      readonly webhookSecret: string;
    }
  | {
      readonly kind: "uploads";
      readonly port: number;
      /** Of somebody who may. */
      readonly cookie: string;
      /** All at once; `mark` makes the file one that nobody has seen. */
      readonly uploads: readonly { readonly file: string; readonly path: string; readonly mark: string }[];
      /** The longest they may take. */
      readonly milliseconds: number;
    };

export interface LoadReport {
  /** Requests, journeys or photographs that were completed. */
  readonly done: number;
  readonly milliseconds: number;
  /** Of one core, spent by the load itself. */
  readonly cpuMilliseconds: number;
  /** Of each journey, when there were any. */
  readonly latencies: readonly number[];
}

export type LoadAnswer =
  | { readonly ok: true; readonly report: LoadReport }
  | { readonly ok: false; readonly fault: string };
