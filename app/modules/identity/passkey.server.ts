import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import type { NewPasskey, OwnPasskey, StoredPasskey } from "./passkey.store.server";

/** Where a key is good: the site's host, and the exact origin that pages have. */
interface Site {
  readonly publicOrigin: string;
}

const hostOf = ({ publicOrigin }: Site) => new URL(publicOrigin).hostname;

/**
 * What a device is asked in order to make a key. It is kept on the device, so that no number need be typed at signing
 * in, and it always asks for finger, face or PIN: that makes it two factors in one.
 */
export function passkeyCreation(
  site: Site,
  owner: { readonly userId: string; readonly name: string; readonly siteName: string },
  others: readonly OwnPasskey[],
) {
  return generateRegistrationOptions({
    rpName: owner.siteName,
    rpID: hostOf(site),
    userID: new TextEncoder().encode(owner.userId),
    userName: owner.name,
    userDisplayName: owner.name,
    attestationType: "none",
    excludeCredentials: others.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
}

/** What a device is asked in order to sign in; which key it takes is the person's choice. */
export function passkeyRequest(site: Site) {
  return generateAuthenticationOptions({ rpID: hostOf(site), userVerification: "required" });
}

/** A JSON text from a form, as far as it is an object with an id; its content is judged by the library. */
function readAnswer(text: string): { readonly id: string } | undefined {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== "object" || read === null || !("id" in read)) return undefined;
    return typeof read.id === "string" ? { ...read, id: read.id } : undefined;
  } catch {
    return undefined;
  }
}

/** The id of the key that an answer speaks for. */
export function credentialOfAnswer(text: string): string | undefined {
  return readAnswer(text)?.id;
}

/** The key that an answer proves to have been made for this challenge on our site; undefined for everything else. */
export async function provenNewPasskey(
  site: Site,
  input: { readonly answer: string; readonly challenge: string },
): Promise<Omit<NewPasskey, "userId" | "name" | "now"> | undefined> {
  const response = readAnswer(input.answer) as RegistrationResponseJSON | undefined;
  if (!response) return undefined;
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: input.challenge,
      expectedOrigin: site.publicOrigin,
      expectedRPID: hostOf(site),
      requireUserVerification: true,
    });
    if (!verified) return undefined;
    const { credential, credentialDeviceType, credentialBackedUp } = registrationInfo;
    return {
      credentialId: credential.id,
      publicKey: Uint8Array.from(credential.publicKey),
      counter: BigInt(credential.counter),
      transports: credential.transports ?? [],
      multiDevice: credentialDeviceType === "multiDevice",
      backedUp: credentialBackedUp,
    };
  } catch {
    // The library throws for whatever is not as it should be; what a stranger sends is no fault of ours.
    return undefined;
  }
}

/** What a signature over the challenge tells, when it is one of this key, made on our site by its owner. */
export async function provenPasskeyUse(
  site: Site,
  input: { readonly answer: string; readonly challenge: string; readonly key: StoredPasskey },
): Promise<{ readonly counter: bigint; readonly backedUp: boolean } | undefined> {
  const response = readAnswer(input.answer) as AuthenticationResponseJSON | undefined;
  if (!response) return undefined;
  const { key } = input;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: input.challenge,
      expectedOrigin: site.publicOrigin,
      expectedRPID: hostOf(site),
      credential: {
        id: key.credentialId,
        publicKey: key.publicKey,
        counter: Number(key.counter),
        transports: [...key.transports],
      },
      requireUserVerification: true,
    });
    if (!verified) return undefined;
    const { newCounter, credentialBackedUp } = authenticationInfo;
    return { counter: BigInt(newCounter), backedUp: credentialBackedUp };
  } catch {
    return undefined;
  }
}
