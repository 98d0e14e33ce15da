/** Where signing in begins, leading back to a path of ours. */
export function signInPath(then: string | undefined): string {
  return then ? `/sign-in?then=${encodeURIComponent(then)}` : "/sign-in";
}
