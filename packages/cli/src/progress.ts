// How far long work is, told to the terminal now and then.
import { Effect } from "effect"
import { Run } from "./settings.ts"

/** Milliseconds between two lines of progress. */
const STEP = 100

/** Tells the terminal, where there is one, how much is done; each line takes the place of the one before, and the last goes. */
export const showing = (say: (done: number, size: number) => string) =>
  Effect.map(Run, ({ progress }) => {
    let last = 0
    return (done: number, size: number) =>
      Effect.sync(() => {
        if (progress === undefined) return
        if (done >= size) progress("")
        else if (Date.now() - last >= STEP) {
          last = Date.now()
          progress(say(done, size))
        }
      })
  })
