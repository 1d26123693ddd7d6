// Where two values differ, in lines that a person can read.

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null

const written = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value))

/** One line for each leaf that differs, with its path; empty where the values say the same, whatever their keys' order. */
export const differences = (expected: unknown, actual: unknown, path = ""): ReadonlyArray<string> => {
  if (Object.is(expected, actual)) return []
  if (!isObject(expected) || !isObject(actual) || Array.isArray(expected) !== Array.isArray(actual))
    return [`${path === "" ? "/" : path}: expected ${written(expected)}, got ${written(actual)}`]
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)])
  return [...keys].flatMap((key) => differences(expected[key], actual[key], `${path}/${key}`))
}
