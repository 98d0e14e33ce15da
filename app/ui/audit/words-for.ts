/** Words for the codes of a declared table; a code that stands in it no more is shown as it was kept. */
export function wordsFor<Code extends string>(codes: readonly Code[], word: (code: Code) => string) {
  return (kept: string): string => {
    const code = codes.find((each) => each === kept);
    return code === undefined ? kept : word(code);
  };
}
