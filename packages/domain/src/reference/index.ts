// References that people can say and type.
export * from "./reference.ts"
