/**
 * A Chinese telephone number the way it is read aloud. A landline's area code stands apart (`0931-8412345`): Beijing's and
 * the cities' beginning with 2 have three digits, all others four. A 400 number stands in three groups; a mobile number and whatever is
 * no such number (a masked one, say) stay as they are.
 */
export function phoneText(digits: string): string {
  return digits
    .replace(/^(010|02\d|0[3-9]\d{2})(\d{7,8})$/, "$1-$2")
    .replace(/^(400)(\d{3})(\d{4})$/, "$1-$2-$3");
}
