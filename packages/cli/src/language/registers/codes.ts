// The codes in a refusal's detail, of which advice speaks one by one.

/** A list as it is, one code as a list of one, and nothing as an empty one. */
export const codesIn = (value: unknown): ReadonlyArray<string> =>
  (Array.isArray(value) ? value : [value]).filter((code) => typeof code === "string")
