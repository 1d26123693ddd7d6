// What a suite is: named cases, each on a store of its own; and how a test runner learns of them.
import { LedgerRestore, type LedgerRestoreService } from "@ketluan/domain"
import { Effect, Option } from "effect"
import { atStart, type Opened, opening, type StoreLayer, type Subject } from "./subject.ts"

export interface Case {
  /** A sentence; a number in brackets names the invariant that it tests. */
  readonly name: string
  /** What a subject must offer; a case whose need is not met is skipped. */
  readonly needs?: "lasting" | "faults" | "restores"
  /** Rejects with an `Error` that says what was not as expected. */
  readonly run: (subject: Subject) => Promise<void>
}

/** One capability of a store. */
export interface Suite {
  readonly name: string
  readonly cases: ReadonlyArray<Case>
}

type Body = (name: string, test: () => Promise<void>) => unknown

/** The two words of a test runner: those of Vitest, of `node:test`, or of any other in which they mean this. */
export interface Runner {
  readonly describe: (name: string, group: () => void) => unknown
  readonly it: Body & { readonly skip: Body }
}

const isMet = ({ lasting, faults, restores }: Subject, { needs }: Case): boolean =>
  needs === undefined || { lasting, faults: faults !== undefined, restores: restores === true }[needs]

/** Tells a test runner of the cases of some suites. */
export const register = (subject: Subject, { describe, it }: Runner, suites: ReadonlyArray<Suite>): void => {
  for (const { name, cases } of suites)
    describe(`${subject.name}: ${name}`, () => {
      for (const one of cases) {
        if (isMet(subject, one)) it(one.name, () => one.run(subject))
        else it.skip(`${one.name} (needs ${one.needs})`, () => one.run(subject))
      }
    })
}

/** The steps of a case. */
export type Steps<A = void> = Generator<Effect.Effect<unknown, unknown>, A, never>

/** What takes longer will never end, and not every test runner has a limit of its own. */
const LIMIT = "5 minutes"

const onRoom =
  (work: (layer: StoreLayer, subject: Subject) => Effect.Effect<void, unknown>) =>
  (subject: Subject): Promise<void> =>
    Effect.flatMap(subject.room, (layer) => work(layer, subject)).pipe(
      Effect.scoped,
      Effect.timeout(LIMIT),
      Effect.runPromise
    )

/** A case on a new store. */
export const test = (name: string, steps: (opened: Opened) => Steps): Case => ({
  name,
  run: onRoom((layer) => opening(layer, (opened) => Effect.gen(() => steps(opened))))
})

/** As `test`, on a clock that only `TestClock` moves; it starts at `START`. */
export const timed = (name: string, steps: (opened: Opened) => Steps): Case => ({
  name,
  run: onRoom((layer) => opening(layer, (opened) => atStart(Effect.gen(() => steps(opened)))))
})

/** A case on a new store that restores ledgers. */
export const restoring = (
  name: string,
  steps: (opened: Opened & { readonly restoring: LedgerRestoreService }) => Steps
): Case => ({
  name,
  needs: "restores",
  run: onRoom((layer) =>
    opening(layer, (opened) =>
      Effect.gen(function* () {
        const found = yield* Effect.serviceOption(LedgerRestore)
        if (Option.isNone(found)) return yield* Effect.fail(new Error("the layer offers no LedgerRestore"))
        yield* Effect.gen(() => steps({ ...opened, restoring: found.value }))
      })
    )
  )
})

/** Opens the store of a case for as long as some steps take; each time the clock is moved by `TestClock` alone, from `START` on. */
export type Open = <A>(steps: (opened: Opened) => Steps<A>) => Effect.Effect<A, unknown>

const opener =
  (layer: StoreLayer): Open =>
  (steps) =>
    opening(layer, (opened) => atStart(Effect.gen(() => steps(opened))))

/** A case that opens one store several times, one after the other. */
export const reopened = (name: string, steps: (open: Open) => Steps): Case => ({
  name,
  needs: "lasting",
  run: onRoom((layer) => Effect.gen(() => steps(opener(layer))))
})

/** What happens, and how to make it happen to the next commit. */
export interface Fault {
  readonly what: string
  readonly number: number
  readonly strike: Effect.Effect<void, unknown>
}

/** A case in which commits fail in every way that the subject knows. */
export const failing = (name: string, steps: (fault: Fault, opened: Opened) => Steps): Case => ({
  name,
  needs: "faults",
  run: onRoom((layer, { faults = {} }) =>
    opening(layer, (opened) =>
      Effect.forEach(
        Object.entries(faults),
        ([what, strike], number) => Effect.gen(() => steps({ what, number, strike }, opened)),
        {
          discard: true
        }
      )
    )
  )
})
