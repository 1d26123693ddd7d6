// The two languages, and which one a person wants.
import { en } from "./en.ts"
import type { Messages } from "./messages.ts"
import { vi } from "./vi.ts"

export { type Detail, type HelpName, type Messages, word } from "./messages.ts"

export const languages = { vi, en }
export type Language = keyof typeof languages

const isLanguage = (text: string | undefined): text is Language => text === "vi" || text === "en"

/** `--lang`, else the locale of the environment, else English. */
export const chooseLanguage = (args: ReadonlyArray<string>, environment: NodeJS.ProcessEnv): Language => {
  const index = args.findLastIndex((arg) => arg === "--lang" || arg.startsWith("--lang="))
  const given = args[index]?.includes("=") ? args[index]?.slice("--lang=".length) : args[index + 1]
  if (index >= 0 && isLanguage(given)) return given
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || ""
  return locale.toLowerCase().startsWith("vi") ? "vi" : "en"
}

export const messagesOf = (language: Language): Messages => languages[language]
