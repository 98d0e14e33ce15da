import { AwsClient } from "aws4fetch";
import type { S3Settings } from "~/platform/env/env.server";
import { checkStoragePath, type Storage } from "./storage.server";

const REQUEST_TIMEOUT_MS = 15_000;
const RETRIES = 3;

/** Objects in an S3-compatible bucket, addressed by path (`endpoint/bucket/path`), which every such store knows. */
export function openS3Storage(settings: S3Settings): Storage {
  const client = new AwsClient({
    accessKeyId: settings.accessKeyId,
    secretAccessKey: settings.secretAccessKey,
    region: settings.region,
    service: "s3",
    retries: RETRIES,
  });
  const bucket = `${settings.endpoint}/${settings.bucket}`;
  const send = async (method: string, url: string, init: { body?: Uint8Array; contentType?: string } = {}) =>
    client.fetch(url, {
      method,
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      ...(init.body === undefined ? {} : { body: new Uint8Array(init.body) }),
      headers: init.contentType === undefined ? {} : { "content-type": init.contentType },
    });
  const urlOf = (path: string) => {
    checkStoragePath(path);
    return `${bucket}/${path}`;
  };
  return {
    async put(path, bytes, contentType) {
      const answer = await send("PUT", urlOf(path), { body: bytes, contentType });
      await answer.arrayBuffer();
      if (!answer.ok) throw new S3Trouble("put", answer.status);
    },
    async get(path) {
      const answer = await send("GET", urlOf(path));
      const bytes = new Uint8Array(await answer.arrayBuffer());
      if (answer.status === 404) return undefined;
      if (!answer.ok) throw new S3Trouble("get", answer.status);
      return bytes;
    },
    async has(path) {
      const answer = await send("HEAD", urlOf(path));
      if (answer.status === 404) return false;
      if (!answer.ok) throw new S3Trouble("head", answer.status);
      return true;
    },
    async check() {
      const answer = await send("HEAD", bucket);
      if (!answer.ok) throw new S3Trouble("check", answer.status);
    },
  };
}

/** The store answered, but not as it should. The body may quote the request, so only the status is kept. */
export class S3Trouble extends Error {
  override name = "S3Trouble";
  constructor(
    readonly action: string,
    readonly status: number,
  ) {
    super(`the object store answered ${status} to ${action}`);
  }
}
