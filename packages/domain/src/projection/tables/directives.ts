// One row for each obligation that a provision states.
import { declareProjection, json } from "../declare.ts"

export const directives = declareProjection({
  name: "directives",
  version: 1,
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
    deadline_form: "text",
    deadline: "text?",
    obligation: "text?",
    condition: "text?",
    /** JSON lists of texts. */
    constraints: "text?",
    open_sets: "text?",
    /** JSON: the reader's rule and confidence; null where a person entered it. */
    proposed_by: "text?"
  },
  indexed: ["conclusion"],
  keys: ({ event, aggregate }) => {
    switch (event._tag) {
      case "DirectiveExtracted":
      case "DirectiveSplit":
      case "AddresseeResolved":
      case "OpenSetPartyNamed":
        return [aggregate]
      default:
        return []
    }
  },
  evolve: (row, { event }) => {
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
          deadline_form: event.deadline._tag,
          deadline: event.texts?.deadline ?? null,
          obligation: event.texts?.obligation ?? null,
          condition: event.texts?.condition ?? null,
          constraints: event.texts && json(event.texts.constraints),
          open_sets: event.texts && json(event.texts.openSets),
          proposed_by: event.proposedBy && json(event.proposedBy)
        }
      case "DirectiveSplit":
        return row && { ...row, divided: 1 }
      case "AddresseeResolved":
        return row && { ...row, resolved: json([...JSON.parse(row.resolved), event.class]) }
      case "OpenSetPartyNamed":
        return row && { ...row, named: json([...JSON.parse(row.named), event.slot]) }
      default:
        return row
    }
  }
})
