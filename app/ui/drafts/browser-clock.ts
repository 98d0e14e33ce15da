/** The time of the device in somebody's hand: good for saying when they typed, and for nothing that is booked. */
export function browserNow(): Date {
  return new Date();
}
