// Writes the Word documents under examples/ again: `node tests/tools/examples/write.ts`.
import { writeFileSync } from "node:fs"
import { docxOf } from "../../support/document/docx.ts"
import { partyConclusion, stateNotice } from "../../support/document/examples.ts"

const folder = new URL("../../../examples/", import.meta.url)
writeFileSync(new URL("34-KL-DU.docx", folder), docxOf(partyConclusion))
writeFileSync(new URL("57-TB-UBND.docx", folder), docxOf(stateNotice))
