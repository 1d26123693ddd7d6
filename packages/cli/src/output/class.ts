// Classes of bodies for people.
import type { ClassDirective, ClassItem, ClassView, SnapshotView } from "@ketluan/domain"
import type { Messages } from "../language/index.ts"
import { oneLine } from "./escape.ts"
import { table } from "./table.ts"

export const classesText = (classes: ReadonlyArray<ClassItem>, m: Messages, columns: number | null): string => {
  const { labels, says } = m.registers
  if (classes.length === 0) return says.noClasses
  return table(
    [labels.shortName, labels.name, labels.members, says.waitingFor],
    classes.map(({ slug, name, snapshots, members, waiting }) => [
      slug,
      name,
      snapshots === 0 ? "—" : String(members),
      waiting.join(", ") || "—"
    ]),
    columns
  )
}

const progressOf = ({ reference, done, members, status }: ClassDirective, { registers: { says } }: Messages): string =>
  `    ${reference}: ${status === "done" ? says.classDone : says.classProgress(done, members)}`

const snapshotLines = ({ snapshot, on, members, directives }: SnapshotView, m: Messages): ReadonlyArray<string> => [
  `  ${m.registers.says.snapshotHead(snapshot, m.day(on), members.length)}`,
  `    ${members.map(({ name, slug }) => `${oneLine(name)} (${slug})`).join("; ")}`,
  ...directives.map((directive) => progressOf(directive, m))
]

export const classText = (view: ClassView, m: Messages): string => {
  const { says } = m.registers
  return [
    `${oneLine(view.name)} (${view.slug})`,
    ...(view.snapshots.length === 0 ? [`  ${says.noSnapshot}`] : []),
    ...view.snapshots.flatMap((snapshot) => snapshotLines(snapshot, m)),
    ...(view.waiting.length === 0 ? [] : [`  ${says.waitingFor}: ${view.waiting.join(", ")}`])
  ].join("\n")
}
