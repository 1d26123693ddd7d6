// The roster of a body: a person enters once.
import { type EventOf, PersonId, Roster, type rosterEvents, Sha256 } from "@ketluan/domain"
import { given } from "@ketluan/domain/testing"
import { expect, it } from "vitest"

const [first, second] = [PersonId.make("nguoi-mot"), PersonId.make("nguoi-hai")]
const name = Sha256.make("a".repeat(64))
const entered = (person: PersonId): EventOf<typeof rosterEvents> => ({ _tag: "PersonEntered", person, name, texts: {} })

it("a person enters a roster once, whatever name is committed to later", () => {
  given(Roster).when({ _tag: "Enter", person: first, name }).then(entered(first))
  given(Roster, entered(first)).when({ _tag: "Enter", person: second, name }).then(entered(second))
  given(Roster, entered(second), entered(first))
    .when({ _tag: "Enter", person: first, name: Sha256.make("b".repeat(64)) })
    .thenNothing()
  const one = Roster.evolve(Roster.initial, entered(first))
  expect(Roster.evolve(one, entered(second))).toEqual({ persons: [first, second], erased: [] })
  expect(Roster.initial).toEqual({ persons: [], erased: [] })
})

it("[55] a person whose name was erased is found no more, and never enters again", () => {
  const erased = { _tag: "NameErased", person: first, texts: {} } as const
  given(Roster, entered(first)).when({ _tag: "Forget", person: first }).then(erased)
  given(Roster).when({ _tag: "Forget", person: first }).thenNothing()
  given(Roster, entered(first), erased).when({ _tag: "Forget", person: first }).thenNothing()
  given(Roster, entered(first), erased).when({ _tag: "Enter", person: first, name }).thenNothing()
})
