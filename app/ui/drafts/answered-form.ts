/** What a page with several forms is told of one of them; that a form had been sent before comes without its intent. */
interface FormAnswer {
  readonly intent?: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Which of a page's forms an answer is about: as its action says, or as the form itself said when it was sent. */
export function answeredIntent(answer: FormAnswer | undefined): string | undefined {
  return answer?.intent ?? answer?.values.intent;
}
