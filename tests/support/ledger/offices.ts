// The bodies of generated ledgers: districts with their offices, communes and classes, and the persons who act for them.
import { primitives } from "@ketluan/adapters/primitives"
import {
  Body,
  BodyClass,
  type BodyClassCommand,
  type BodyClassState,
  type BodyCommand,
  BodyId,
  ClassId,
  commitmentOf,
  describeBody,
  key,
  type NamedActor,
  PersonId,
  Reservation,
  type ReservationCommand,
  ReservationId,
  type ReservationState,
  type ReservedSet,
  Roster,
  Slug,
  type Standing,
  slug
} from "@ketluan/domain"
import type { Schema } from "effect"
import type { Chance } from "./chance.ts"
import { Draft, type Subject, subject } from "./drafting.ts"
import { offices, personName, placeName } from "./words.ts"

export type Register = Subject<ReservationCommand, ReservationState>

/** The stream that stands for one value of a set, or for all that share it. */
export const register = (set: ReservedSet, value: Schema.Json): Register =>
  subject(Reservation, ReservationId.make(primitives.sha256Hex(primitives.canonical([set, value]))))

export interface Office {
  readonly name: string
  readonly standing: Standing
  readonly people: ReadonlyArray<PersonId>
  /** What it was given. */
  readonly assignments: Register
}

export interface Group {
  readonly id: ClassId
  readonly name: string
  readonly members: ReadonlyArray<Office>
  readonly directives: Register
}

export interface District {
  readonly name: string
  readonly party: Office
  readonly council: Office
  readonly offices: ReadonlyArray<Office>
  readonly groups: ReadonlyArray<Group>
}

export const actorOf = ({ standing, people }: Office, chance: Chance): NamedActor => ({
  body: standing.body,
  person: chance.pick(people)
})

const PERSONS = 3

const enterPeople = (draft: Draft, body: BodyId, chance: Chance): ReadonlyArray<PersonId> => {
  const roster = subject(Roster, body)
  return Array.from({ length: PERSONS }, () => {
    const person = PersonId.make(chance.hex(4))
    const name = personName(chance)
    const salt = chance.bytes(32)
    roster.run(draft, {
      _tag: "Enter",
      person,
      name: commitmentOf(primitives, { salt, bytes: primitives.canonical(name) })
    })
    draft.keepName({ person, name, salt })
    return person
  })
}

const open = (draft: Draft, name: string, territory: string, parent: Office | null, chance: Chance): Office => {
  const body = BodyId.make(chance.hex(4))
  const { kind, level } = describeBody(name)
  const ownSlug = Slug.make(slug(`${name} ${territory}`))
  register("body", [key(name), territory]).run(draft, { _tag: "Reserve", set: "body", holder: body })
  register("slug", ownSlug).run(draft, { _tag: "Reserve", set: "slug", holder: body })
  const command: BodyCommand = {
    _tag: "Register",
    slug: ownSlug,
    name,
    key: key(name),
    kind,
    level,
    territory,
    parent: parent?.standing.body ?? null,
    founded: null
  }
  subject(Body, body).run(draft, command)
  return {
    name,
    standing: { body, end: null, successors: [] },
    people: enterPeople(draft, body, chance),
    assignments: register("body_assignments", body)
  }
}

const list = (draft: Draft, name: string, territory: string, members: ReadonlyArray<Office>, chance: Chance): Group => {
  const id = ClassId.make(chance.hex(4))
  const ownSlug = Slug.make(slug(`${name} ${territory}`))
  register("class", [key(name), territory]).run(draft, { _tag: "Reserve", set: "class", holder: id })
  register("slug", ownSlug).run(draft, { _tag: "Reserve", set: "slug", holder: id })
  const made: Subject<BodyClassCommand, BodyClassState> = subject(BodyClass, id)
  made.run(draft, { _tag: "Define", slug: ownSlug, name, key: key(name) })
  made.run(draft, { _tag: "Snapshot", members: members.map(({ standing }) => standing), on: draft.day })
  return { id, name, members, directives: register("class_directives", id) }
}

const COMMUNES = 16

/** A district and everything in it, as one append for each kind of body. */
export const openDistrict = (index: number, day: Draft["day"], chance: Chance) => {
  const name = `huyện ${placeName(index)}`
  const drafts = Array.from({ length: 4 }, () => new Draft(day))
  const [top = new Draft(day), middle = new Draft(day), below = new Draft(day), classes = new Draft(day)] = drafts
  const party = open(top, "Huyện ủy", name, null, chance)
  const council = open(top, "UBND huyện", name, party, chance)
  const own = offices.map((office) => open(middle, office, name, council, chance))
  const communes = Array.from({ length: COMMUNES }, (_, at) => `xã ${placeName(index * COMMUNES + at)}`)
  const committees = communes.map((commune) => open(below, `Đảng ủy ${commune}`, name, party, chance))
  const councils = communes.map((commune) => open(below, `UBND ${commune}`, name, council, chance))
  const groups = [
    list(classes, "Đảng ủy các xã", name, committees, chance),
    list(classes, "UBND các xã", name, councils, chance),
    list(classes, "các phòng, ban", name, own, chance)
  ]
  const district: District = {
    name,
    party,
    council,
    offices: [...own, ...committees, ...councils],
    groups
  }
  return { district, drafts: [top, middle, below, classes] }
}
