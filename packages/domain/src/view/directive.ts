// One directive in full: what the text says, what people decided on it, how clear it is, and who has it.
import { Effect, Schema } from "effect"
import {
  type Addressee,
  Directive,
  type Given,
  isTask,
  type Link,
  type SixClear,
  sixClear
} from "../directive/index.ts"
import { type DecidedOn, DirectiveId, type Instant } from "../kernel/index.ts"
import { type AsOf, type LedgerName, load } from "../ledger/index.ts"
import { type AssignmentItem, assignmentItem, momentOf } from "./assignments.ts"
import type { Directory } from "./directory.ts"
import { type ActorView, type Named, readActorView } from "./names.ts"
import { addresseesIn, decidedIn, linksIn, type TableRow, textsIn } from "./rows.ts"

/** Somebody whom a text names: a body or a class under its name, an open set or persons in the text's words. */
export interface PartyView {
  readonly kind: "body" | "class" | "open_set" | "persons"
  readonly slug: string | null
  readonly name: string | null
}

/** Whom a directive speaks to. `slot` counts its open sets from 1, and is null for anything else. */
export interface AddresseeView extends PartyView {
  readonly slot: number | null
  /** The bodies that are named for an open set so far [17]. */
  readonly named: ReadonlyArray<Named>
}

/** What the obligation has to do with a finding of its document, or with another obligation. */
export interface LinkView {
  readonly kind: "answers" | "reiterates" | "replaces"
  /** The finding, from 1. */
  readonly finding: number | null
  /** The other directive. */
  readonly reference: string | null
  readonly changes: ReadonlyArray<string>
}

export interface DirectiveView {
  readonly reference: string
  readonly kind: string
  readonly force: string
  /** The force of the text, where it differs because the addressee is outside the issuer's authority [21]. */
  readonly statedForce: string
  readonly obligation: string | null
  readonly condition: string | null
  readonly constraints: ReadonlyArray<string>
  readonly deadlineForm: string
  readonly deadlinePhrase: string | null
  readonly lead: ReadonlyArray<AddresseeView>
  readonly coordinating: ReadonlyArray<AddresseeView>
  readonly monitoring: ReadonlyArray<AddresseeView>
  readonly delegates: ReadonlyArray<AddresseeView>
  readonly liaison: ReadonlyArray<AddresseeView>
  readonly reportTo: ReadonlyArray<AddresseeView>
  /** What a person made of the reader's proposal before it was recorded, and who; null where nobody decided on it. */
  readonly decided: (DecidedOn & { readonly by: ActorView }) | null
  /** Whether a person decided on its kind afterwards. */
  readonly classified: boolean
  /** Of a periodic duty: first and last day, null where nobody said. */
  readonly term: { readonly from: string; readonly to: string | null } | null
  readonly nilAllowed: boolean
  /** The result that is expected. */
  readonly result: string | null
  readonly links: ReadonlyArray<LinkView>
  readonly discontinued: boolean
  /** 6 rõ; null for approvals and constraints, which are nobody's task [12]. */
  readonly clarity: SixClear | null
  readonly assignments: ReadonlyArray<AssignmentItem>
}

const termIn = Schema.decodeSync(
  Schema.fromJsonString(Schema.Struct({ from: Schema.String, to: Schema.NullOr(Schema.String) }))
)

const addresseeView =
  ({ names }: Directory, openSets: ReadonlyArray<string>, given: ReadonlyArray<Given>, day: string | null) =>
  (addressee: Addressee): AddresseeView => {
    switch (addressee._tag) {
      case "OneBody":
        return { kind: "body", ...names.body(addressee.body, day), slot: null, named: [] }
      case "EachOfClass":
        return { kind: "class", ...names.class(addressee.class), slot: null, named: [] }
      case "OpenSet": {
        const { slot } = addressee
        const named = given
          .filter(({ addressee: by }) => by._tag === "OpenSet" && by.slot === slot)
          .map(({ body }) => names.body(body, null))
        return { kind: "open_set", slug: null, name: openSets[slot - 1] ?? null, slot, named }
      }
    }
  }

const linkView =
  (directory: Directory) =>
  (link: Link): LinkView => {
    switch (link._tag) {
      case "Answers":
        return { kind: "answers", finding: link.finding, reference: null, changes: [] }
      case "Reiterates":
        return {
          kind: "reiterates",
          finding: null,
          reference: directory.ofDirective(link.directive),
          changes: link.changes
        }
      case "Replaces":
        return { kind: "replaces", finding: null, reference: directory.ofDirective(link.directive), changes: [] }
    }
  }

/** A directive as of `asOf`; `present` is the clock's moment, used where `asOf.valid` does not say another. */
export const showDirective = Effect.fnUntraced(function* (
  ledger: LedgerName,
  directory: Directory,
  row: TableRow<"directives">,
  present: Instant,
  asOf: AsOf
) {
  const { state } = yield* load(ledger, Directive, DirectiveId.make(row.id), asOf)
  const day = directory.conclusions.find(({ id }) => id === row.conclusion)?.registered_on ?? null
  const given = state._tag === "Extracted" ? state.given : []
  const party = addresseeView(directory, row.open_sets === null ? [] : textsIn(row.open_sets), given, day)
  const parties = (list: string) => addresseesIn(list).map(party)
  const decided = row.decided === null ? null : decidedIn(row.decided)
  const view: DirectiveView = {
    reference: directory.ofDirective(row.id),
    kind: row.kind,
    force: row.force,
    statedForce: row.stated_force,
    obligation: row.obligation,
    condition: row.condition,
    constraints: row.constraints === null ? [] : textsIn(row.constraints),
    deadlineForm: row.deadline_form,
    deadlinePhrase: row.deadline,
    lead: parties(row.lead),
    coordinating: parties(row.coordinating),
    monitoring: parties(row.monitoring),
    delegates: parties(row.delegates),
    liaison: parties(row.liaison),
    reportTo: parties(row.report_to),
    decided: decided && { ...decided, by: yield* readActorView(ledger, directory.names, decided.by, day) },
    classified: row.classified === 1,
    term: row.term === null ? null : termIn(row.term),
    nilAllowed: row.nil_allowed === 1,
    result: row.result,
    links: linksIn(row.links).map(linkView(directory)),
    discontinued: row.discontinued === 1,
    clarity: state._tag === "Extracted" && isTask(state.facts.kind) ? sixClear(state) : null,
    assignments: directory.assignments
      .filter(({ directive }) => directive === row.id)
      .map((assignment) => assignmentItem(directory, assignment, momentOf(asOf, present)))
  }
  return view
})
