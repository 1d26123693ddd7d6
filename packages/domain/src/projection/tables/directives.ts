// One row for each obligation that a provision states.
import { declareProjection, json, listIn } from "../declare.ts"

export const directives = declareProjection({
  name: "directives",
  version: 3,
  columns: {
    conclusion: "text",
    path: "text",
    split: "text?",
    kind: "text",
    force: "text",
    stated_force: "text",
    /** 1 where a clerk split it: its parts are directives of their own. */
    divided: "integer",
    /** JSON lists of addressees: `{"_tag":"OneBody","body":…}`, `{"_tag":"EachOfClass","class":…}`, `{"_tag":"OpenSet","slot":…}`. */
    lead: "text",
    coordinating: "text",
    monitoring: "text",
    delegates: "text",
    liaison: "text",
    report_to: "text",
    /** JSON: the classes resolved and the slots of open sets in which somebody is named. */
    resolved: "text",
    named: "text",
    /** JSON list of `{body, assignment}`: whom it came to, those left out to whom others passed it on. */
    given: "text",
    /** 1 where a person decided on its kind. */
    classified: "integer",
    /** JSON: first and last day of a periodic duty; null where nobody said. */
    term: "text?",
    nil_allowed: "integer",
    /** The result that is expected, in words. */
    result: "text?",
    result_stated: "integer",
    /** JSON list of links, as `{"_tag":"Reiterates","directive":…,"changes":[]}`. */
    links: "text",
    discontinued: "integer",
    deadline_form: "text",
    deadline: "text?",
    obligation: "text?",
    condition: "text?",
    /** JSON lists of texts. */
    constraints: "text?",
    open_sets: "text?",
    /** JSON: the reader's rule and confidence; null where a person entered it. */
    proposed_by: "text?",
    /** JSON: how a person decided on the proposal, which parts changed, and `by` whom; null where nobody did. */
    decided: "text?"
  },
  indexed: ["conclusion"],
  keys: ({ event, aggregate }) => {
    switch (event._tag) {
      case "DirectiveExtracted":
      case "DirectiveSplit":
      case "AddresseeResolved":
      case "OpenSetPartyNamed":
      case "DirectiveClassified":
      case "DirectiveLinked":
      case "DirectiveDiscontinued":
        return [aggregate]
      default:
        return []
    }
  },
  evolve: (row, { event, at }) => {
    switch (event._tag) {
      case "DirectiveExtracted":
        return {
          conclusion: event.conclusion,
          path: event.path,
          split: event.split,
          kind: event.kind,
          force: event.force,
          stated_force: event.statedForce,
          divided: 0,
          lead: json(event.lead),
          coordinating: json(event.coordinating),
          monitoring: json(event.monitoring),
          delegates: json(event.delegates),
          liaison: json(event.liaison),
          report_to: json(event.reportTo),
          resolved: json([]),
          named: json([]),
          given: json([]),
          classified: 0,
          term: null,
          nil_allowed: 0,
          result: null,
          result_stated: 0,
          links: json([]),
          discontinued: 0,
          deadline_form: event.deadline._tag,
          deadline: event.texts?.deadline ?? null,
          obligation: event.texts?.obligation ?? null,
          condition: event.texts?.condition ?? null,
          constraints: event.texts && json(event.texts.constraints),
          open_sets: event.texts && json(event.texts.openSets),
          proposed_by: event.proposedBy && json(event.proposedBy),
          decided: event.decided && json({ ...event.decided, by: { body: at.actor.body, person: at.actor.person } })
        }
      case "DirectiveSplit":
        return row && { ...row, divided: 1 }
      case "AddresseeResolved": {
        if (row === null) return null
        const { addressee, members, complete } = event
        return {
          ...row,
          resolved:
            addressee._tag === "EachOfClass" && complete
              ? json([...listIn(row.resolved), addressee.class])
              : row.resolved,
          given: json([...listIn(row.given), ...members.map(({ body, assignment }) => ({ body, assignment }))])
        }
      }
      case "OpenSetPartyNamed": {
        if (row === null) return null
        const { slot, body, assignment } = event
        return {
          ...row,
          named: json([...listIn(row.named), slot]),
          given: json([...listIn(row.given), { body, assignment }])
        }
      }
      case "DirectiveClassified":
        return (
          row && {
            ...row,
            kind: event.kind,
            force: event.force,
            classified: 1,
            term: event.term && json(event.term),
            nil_allowed: event.nilAllowed ? 1 : 0,
            result: event.texts?.result ?? null,
            result_stated: event.resultStated ? 1 : 0
          }
        )
      case "DirectiveLinked":
        return row && { ...row, links: json([...listIn(row.links), event.link]) }
      case "DirectiveDiscontinued":
        return row && { ...row, discontinued: 1 }
      default:
        return row
    }
  }
})
