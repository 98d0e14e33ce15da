/** A mobile number with its middle hidden: 138****5678. Other lengths keep two digits at each end. */
export function maskPhone(phone: string): string {
  if (phone.length === 11) return `${phone.slice(0, 3)}****${phone.slice(7)}`;
  if (phone.length <= 4) return "****";
  return `${phone.slice(0, 2)}****${phone.slice(-2)}`;
}

/** The first character of a name, the rest hidden: 王**. */
export function maskName(name: string): string {
  const [first = ""] = name;
  return `${first}**`;
}

const MOBILE = /(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d)[- ]?\d{4}[- ]?(\d{4})(?!\d)/g;

/** Free text with the mobile numbers in it masked, however they were typed. */
export function maskMobilesIn(text: string): string {
  return text.replace(MOBILE, "$1****$2");
}
