// Bundles: a ledger in files that strangers check with tools of their own, and that another store can take.

export * from "./export.ts"
export { type Absence, COMPANIONS } from "./files.ts"
export { FileBroken, type Folder, FolderUnreadable, PayloadMissing } from "./reading.ts"
export * from "./restore.ts"
export * from "./verify.ts"
