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
    }
  | {
      /** One sheet brought in while somebody else asks for a page again and again. */
      readonly kind: "sheet";
      readonly port: number;
      readonly cookie: string;
      readonly file: string;
      /** where it is sent to */
      readonly path: string;
      /** the page */
      readonly beside: string;
      /** The longest it may take. */
      readonly milliseconds: number;
    }
  | {
      /** A page asked for again and again by one alone. */
      readonly kind: "page";
      readonly port: number;
      readonly beside: string;
      readonly milliseconds: number;
    };

export interface LoadReport {
  /** Requests, journeys or photographs that were completed. */
  readonly done: number;
  readonly milliseconds: number;
  /** Of one core, spent by the load itself. */
  readonly cpuMilliseconds: number;
  /** Of each journey, or of each page asked for beside a sheet. */
  readonly latencies: readonly number[];
}

export type LoadAnswer =
  | { readonly ok: true; readonly report: LoadReport }
  | { readonly ok: false; readonly fault: string };
