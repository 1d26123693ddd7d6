import { storeContract, testProjections } from "@ketluan/adapters/testkit"
import { freshPostgres } from "../support/postgres.ts"

storeContract({ name: "postgres", layer: freshPostgres({ projections: testProjections }) })
