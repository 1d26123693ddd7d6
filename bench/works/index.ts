// The works of the table, in its order.
import { appendOne } from "./append-one.ts"
import type { Work } from "./work.ts"

export const works: ReadonlyArray<Work> = [appendOne]
