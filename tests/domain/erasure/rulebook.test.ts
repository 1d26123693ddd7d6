// The rulebooks of erasures and legal holds, rule by rule.
import {
  BodyId,
  ConclusionId,
  Erasure,
  type ErasureCommand,
  type EventOf,
  type erasureEvents,
  LegalHold,
  type legalHoldEvents,
  PersonId
} from "@ketluan/domain"
import { given } from "@ketluan/domain/testing"
import { it } from "vitest"

const body = BodyId.make("huyen-uy")
const sau = { body, person: PersonId.make("sau") }
const mai = { body, person: PersonId.make("mai") }
const texts = { document: "Đơn", reason: "Đời tư" }
const target = { _tag: "OfConclusion", conclusion: ConclusionId.make("ket-luan") } as const
const found = { positions: [4, 5], sources: [], persons: [] }

const propose = { _tag: "Propose", targets: [target], ground: "other", ...texts, by: sau, nothing: [] } as const
const carryOut: Extract<ErasureCommand, { _tag: "CarryOut" }> = {
  _tag: "CarryOut",
  by: mai,
  namesake: "no",
  erasesOwnName: false,
  found,
  holds: []
}
const decline = { _tag: "Decline", by: mai, namesake: "no", reason: "Còn cần" } as const

type Event = EventOf<typeof erasureEvents>
const proposed: Event = { _tag: "ErasureProposed", targets: [target], ground: "other", by: sau, texts }
const carriedOut: Event = { _tag: "ErasureCarriedOut", by: mai, ...found, texts: {} }
const declined: Event = { _tag: "ErasureDeclined", by: mai, texts: { reason: "Còn cần" } }

it("is proposed once, where every target holds something", () => {
  given(Erasure).when(propose).then(proposed)
  given(Erasure)
    .when({ ...propose, nothing: ["OfConclusion"] })
    .thenRefused("NothingToErase")
  given(Erasure, proposed).when(propose).thenRefused("ErasureDecided")
})

it("is decided by another person, whose difference from the proposer can be told", () => {
  given(Erasure, proposed).when(carryOut).then(carriedOut)
  given(Erasure, proposed).when(decline).then(declined)
  for (const command of [carryOut, decline]) {
    given(Erasure, proposed)
      .when({ ...command, by: sau })
      .thenRefused("ProposerDecides")
    given(Erasure, proposed)
      .when({ ...command, namesake: "yes" })
      .thenRefused("ProposerDecides")
    given(Erasure).when(command).thenRefused("ErasureDecided")
  }
  given(Erasure, proposed)
    .when({ ...carryOut, namesake: "unknown" })
    .thenRefused("ProposerUnknown")
  given(Erasure, proposed)
    .when({ ...decline, namesake: "unknown" })
    .then(declined)
})

it("is blocked by a legal hold, and nobody erases their own name", () => {
  given(Erasure, proposed)
    .when({ ...carryOut, holds: [3] })
    .thenRefused("UnderLegalHold")
  given(Erasure, proposed)
    .when({ ...carryOut, found: { ...found, persons: [mai.person] } })
    .thenRefused("ErasesOwnName")
  given(Erasure, proposed)
    .when({ ...carryOut, erasesOwnName: true })
    .thenRefused("ErasesOwnName")
})

it("is decided once", () => {
  given(Erasure, proposed, carriedOut).when(carryOut).thenNothing()
  given(Erasure, proposed, declined).when(decline).thenNothing()
  given(Erasure, proposed, carriedOut).when(decline).thenRefused("ErasureDecided")
  given(Erasure, proposed, declined).when(carryOut).thenRefused("ErasureDecided")
})

it("a legal hold is placed once, and lifted once", () => {
  const over = { _tag: "WholeLedger" } as const
  const placed: EventOf<typeof legalHoldEvents> = { _tag: "LegalHoldPlaced", over, by: mai, texts }
  const lifted: EventOf<typeof legalHoldEvents> = { _tag: "LegalHoldLifted", by: sau, texts }
  const place = { _tag: "Place", over, ...texts, by: mai } as const
  const lift = { _tag: "Lift", ...texts, by: sau } as const
  given(LegalHold).when(place).then(placed)
  given(LegalHold, placed).when(place).thenRefused("HoldAlreadyPlaced")
  given(LegalHold).when(lift).thenRefused("HoldUnknown")
  given(LegalHold, placed).when(lift).then(lifted)
  given(LegalHold, placed, lifted).when(lift).thenNothing()
})
