import { z } from "zod";

/** Which refund that failed is to be sent again. */
export const refundAgainForm = z.object({ refundId: z.uuid("refund") });
