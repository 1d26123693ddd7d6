// The works of the table, in its order.
import { appendBulk } from "./append-bulk.ts"
import { appendMany } from "./append-many.ts"
import { appendOne } from "./append-one.ts"
import { list, listRows } from "./list.ts"
import { listAsOf } from "./list-as-of.ts"
import { loadOne } from "./load-one.ts"
import { readLedger } from "./read-ledger.ts"
import { rebuild } from "./rebuild.ts"
import { verifyInThreads, verifyOnce } from "./verify.ts"
import { verifyBundle, verifyBundleAlone } from "./verify-bundle.ts"
import type { Work } from "./work.ts"

export const works: ReadonlyArray<Work> = [
  appendOne,
  appendMany,
  appendBulk,
  readLedger,
  loadOne,
  verifyOnce,
  verifyInThreads,
  verifyBundleAlone,
  verifyBundle,
  rebuild,
  list,
  listRows,
  listAsOf
]
