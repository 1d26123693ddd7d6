// Help in the reader's language, from what the commands say about themselves.
import { Option } from "effect"
import { CliOutput, Flag, GlobalFlag, type HelpDoc } from "effect/cli"
import type { Messages } from "../language/index.ts"
import { pad } from "./table.ts"

/** `--help` and `--version`, described in one language. */
export const builtIns = ({ help }: Messages): ReadonlyArray<GlobalFlag.BuiltIn> => {
  const action = (name: string, alias: string, description: string, like: GlobalFlag.Action<boolean>) =>
    GlobalFlag.Action({
      flag: Flag.Boolean(name).pipe(Flag.withAlias(alias), Flag.withDescription(description), Flag.withDefault(false)),
      run: like.run
    })
  return [action("help", "h", help.help, GlobalFlag.Help), action("version", "v", help.version, GlobalFlag.Version)]
}

/** The library ends a description with its choices in English. */
const described = (text: string): string => text.replace(/ \(choices: (.*)\)$/, ": $1")

export const helpText = (doc: HelpDoc.HelpDoc, { sections }: Messages): string => {
  const flags = (list: ReadonlyArray<HelpDoc.FlagDoc> = []) =>
    list.map(({ name, aliases, type, description }) => ({
      left: `${[`--${name}`, ...aliases].join(", ")}${type === "boolean" ? "" : " …"}`,
      right: described(Option.getOrElse(description, () => ""))
    }))
  const groups = [
    {
      title: sections.arguments,
      rows: (doc.args ?? []).map(({ name, description }) => ({
        left: name,
        right: Option.getOrElse(description, () => "")
      }))
    },
    {
      title: sections.commands,
      rows: (doc.subcommands ?? []).flatMap(({ commands }) =>
        commands.map(({ name, description }) => ({ left: name, right: description }))
      )
    },
    { title: sections.options, rows: flags(doc.flags) },
    { title: sections.everywhere, rows: flags(doc.globalFlags) }
  ].filter(({ rows }) => rows.length > 0)
  const width = Math.max(...groups.flatMap(({ rows }) => rows.map(({ left }) => CliOutput.displayWidth(left))))
  return [
    doc.description,
    "",
    `${sections.usage}: ${doc.usage.replace("<subcommand>", sections.command).replace(" [flags]", " […]")}`,
    ...groups.flatMap(({ title, rows }) => [
      "",
      `${title}:`,
      ...rows.map(({ left, right }) => `  ${pad(left, width)}  ${right}`)
    ])
  ].join("\n")
}
