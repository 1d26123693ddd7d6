#!/usr/bin/env node
// The ketluan command. Node keeps what it compiled between runs, which halves the time to start.
import { enableCompileCache } from "node:module"

enableCompileCache()
await import("./terminal.ts")
