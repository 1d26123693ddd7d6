import { Effect } from "effect"
import type { DecodedDocument } from "../decoded.ts"
import { DamagedDocument, type DocumentError } from "../errors.ts"
import type { DocumentLimits } from "../limits.ts"
export const decodePdf = (_: Uint8Array, __: DocumentLimits): Effect.Effect<DecodedDocument, DocumentError> =>
  Effect.fail(new DamagedDocument({ format: "pdf", reason: "todo" }))
