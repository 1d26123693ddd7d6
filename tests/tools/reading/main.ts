// `pnpm reading:score [FOLDER] [--json] [--misses] [--goal N]`: how much of what documents say the reader finds, and how much of it is right.
import { resolve } from "node:path"
import { parseArgs } from "node:util"
import { corpusFolder, judged, samplesIn } from "./corpus.ts"
import { precision, recall, scoreOf, withGoal } from "./score.ts"

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    misses: { type: "boolean", default: false },
    goal: { type: "string" }
  }
})
const [given, ...others] = positionals
// Of a folder of one's own nothing is demanded unless one asks for it.
const goal = values.goal === undefined ? (given === undefined ? 0.95 : 0) : Number(values.goal)
if (others.length > 0 || !(goal >= 0 && goal <= 1)) {
  console.error("usage: reading:score [FOLDER] [--json] [--misses] [--goal BETWEEN_0_AND_1]")
  process.exit(2)
}
const folder = given === undefined ? corpusFolder : resolve(process.env.INIT_CWD ?? ".", given)

try {
  const samples = await samplesIn(folder)
  const { rows: found, misses } = scoreOf(judged(samples))
  const rows = found.map((row) => {
    const [p, r] = [precision(row), recall(row)]
    return { ...row, precision: p, recall: r, meetsGoal: !withGoal.has(row.field) || (p >= goal && r >= goal) }
  })
  if (values.json) console.log(JSON.stringify({ documents: samples.length, goal, fields: rows, misses }, null, 2))
  else {
    console.log("field           expected  proposed   right  precision  recall")
    for (const { field, expected, proposed, right, precision: p, recall: r, meetsGoal } of rows) {
      const cells = [
        field.padEnd(14),
        String(expected).padStart(9),
        String(proposed).padStart(9),
        String(right).padStart(7),
        p.toFixed(3).padStart(10),
        r.toFixed(3).padStart(7)
      ]
      console.log(`${cells.join(" ")}${meetsGoal ? "" : `  below ${goal}`}`)
    }
    console.log(`${samples.length} documents`)
    if (values.misses)
      for (const { document, field, missing, wrong } of misses)
        console.log(
          [
            `${document} ${field}`,
            ...missing.map((fact) => `  missing ${fact}`),
            ...wrong.map((fact) => `  wrong   ${fact}`)
          ].join("\n")
        )
  }
  process.exitCode = rows.every(({ meetsGoal }) => meetsGoal) ? 0 : 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
