// A terminal at which somebody has typed already.
import { Effect, Option, Queue, Terminal } from "effect"

/** `enter`, `down` and `up` are those keys; anything else is typed letter by letter. `shown` is what questions printed. */
export const typed = (...answers: ReadonlyArray<string>) => {
  let shown = ""
  const input = Effect.runSync(Queue.unbounded<Terminal.UserInput>())
  const press = (name: string, character: string | null) => {
    const key = { name, ctrl: false, meta: false, shift: false }
    Effect.runSync(Queue.offer(input, { input: Option.fromNullishOr(character), key }))
  }
  for (const answer of answers)
    if (["enter", "down", "up"].includes(answer)) press(answer, null)
    else for (const letter of answer) press(letter, letter)
  const terminal = Terminal.make({
    columns: Effect.succeed(100),
    rows: Effect.succeed(40),
    size: Effect.map(Queue.unbounded<Terminal.Size>(), (queue) => queue),
    readInput: Effect.succeed(input),
    readLine: Effect.fail(new Terminal.QuitError({})),
    display: (text) =>
      Effect.sync(() => {
        shown += text
      })
  })
  return { terminal, shown: () => shown }
}
