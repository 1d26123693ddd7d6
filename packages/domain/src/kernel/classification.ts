// How widely an event's payload may be shown. The three marks of secrecy are those of the law on state secrets.
import { Schema } from "effect"

/** ordinary (no mark), mật, tối mật, tuyệt mật: each higher than the one before. */
export const Classification = Schema.Literals(["ordinary", "secret", "top_secret", "most_secret"])
export type Classification = typeof Classification.Type
