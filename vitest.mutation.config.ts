// The tests that mutants are held against: those of the domain that need no file and no other process. Examples come
// first, since one of them notices most mutants in no time; properties follow, with few runs each.
import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"
import { BaseSequencer, type TestSpecification } from "vitest/node"

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const isExample = ({ moduleId }: TestSpecification): number => (moduleId.includes("/invariants/") ? 1 : 0)

class ExamplesFirst extends BaseSequencer {
  override async sort(files: Array<TestSpecification>): Promise<Array<TestSpecification>> {
    return [...files].sort(
      (one, other) => isExample(one) - isExample(other) || (one.moduleId < other.moduleId ? -1 : 1)
    )
  }
}

export default defineConfig({
  // Mutants live in a copy of the workspace whose packages still lead to the originals; these names lead to the copy.
  resolve: {
    alias: [
      { find: /^@ketluan\/domain$/, replacement: here("./packages/domain/src/index.ts") },
      { find: /^@ketluan\/domain\/testing$/, replacement: here("./packages/domain/src/testing/index.ts") },
      { find: /^@ketluan\/adapters\/(.+)$/, replacement: here("./packages/adapters/src/$1/index.ts") }
    ]
  },
  test: {
    include: ["tests/domain/**/*.test.ts"],
    exclude: [
      "tests/domain/reading/**",
      "tests/domain/text/**",
      "tests/domain/invariants/store.test.ts",
      "tests/domain/testing.test.ts",
      "tests/domain/facts-and-texts.test.ts"
    ],
    env: { KETLUAN_MUTATION: "1" },
    // A mutant is switched on and off in the modules as they are loaded; loading them for every file took most of the time.
    isolate: false,
    sequence: { sequencer: ExamplesFirst },
    testTimeout: 60_000
  }
})
