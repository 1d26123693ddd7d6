// This process as the surroundings of a run.
import { shellWord } from "./output/escape.ts"
import { run } from "./run.ts"

const { argv, cwd, env, stderr, stdin, stdout } = process
// As a script of the workspace it runs in the workspace's folder, and INIT_CWD is where the person stands.
const asScript = env.npm_lifecycle_event === "ketluan"
const folder = (asScript ? env.INIT_CWD : undefined) ?? cwd()
const script = `npx --yes pnpm@12 ${folder === cwd() ? "" : `--dir ${shellWord(cwd())} `}ketluan`

// Whoever reads may stop reading, as `head` does: that is no error.
stdout.on("error", (error) => {
  if ("code" in error && error.code === "EPIPE") process.exit(0)
  throw error
})

process.exitCode = await run(argv.slice(2), {
  folder,
  environment: env,
  program: asScript ? script : "ketluan",
  interactive: stdin.isTTY === true && stdout.isTTY === true,
  columns: stdout.isTTY === true ? stdout.columns : null,
  write: (text) => {
    stdout.write(text)
  },
  complain: (text) => {
    stderr.write(text)
  },
  ...(stderr.isTTY === true
    ? { progress: (text: string) => stderr.write(`\r${text}\u001b[K${text === "" ? "" : "\r"}`) }
    : {})
})
