import { type RefObject, useEffect, useState } from "react";

/** Whether this browser knows passkeys; false on the server and until the page is alive. */
export function usePasskeySupport(): boolean {
  const [supported, setSupported] = useState(false);
  useEffect(() => setSupported(typeof window.PublicKeyCredential === "function"), []);
  return supported;
}

type Ceremony = "create" | "get";
export type AuthenticatorState = "idle" | "asking" | "broken";

const DOORS: Readonly<Record<Ceremony, string>> = {
  create: "/account/security/passkey-creation",
  get: "/sign-in/passkey-request",
};

/** The challenge from our side, and the device's answer to it, as JSON. */
async function perform(ceremony: Ceremony): Promise<{ challengeId: string; answer: string }> {
  const asked = await fetch(DOORS[ceremony], { method: "POST", body: new URLSearchParams({ ceremony }) });
  const { challengeId, options } = await asked.json();
  const { startAuthentication, startRegistration } = await import("@simplewebauthn/browser");
  const answered =
    ceremony === "create"
      ? await startRegistration({ optionsJSON: options })
      : await startAuthentication({ optionsJSON: options });
  return { challengeId, answer: JSON.stringify(answered) };
}

/**
 * Asks the device, then sends the form with what it answered, so that the way on is that of every other form. Somebody
 * who turns away from the device's question is told that nothing happened.
 */
export function useAuthenticator(ceremony: Ceremony, form: RefObject<HTMLFormElement>) {
  const [state, setState] = useState<AuthenticatorState>("idle");
  const ask = async () => {
    setState("asking");
    try {
      const { challengeId, answer } = await perform(ceremony);
      const fields = form.current?.elements;
      if (!form.current || !fields) return;
      (fields.namedItem("challengeId") as HTMLInputElement).value = challengeId;
      (fields.namedItem("answer") as HTMLInputElement).value = answer;
      form.current.submit();
    } catch {
      setState("broken");
    }
  };
  return { state, ask };
}
