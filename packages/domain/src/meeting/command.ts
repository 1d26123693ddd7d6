// What somebody may want with a meeting: to record it as a document tells it.
import { Schema } from "effect"
import { BodyId, CivilDate, Span, Text } from "../kernel/index.ts"

export const MeetingCommand = Schema.TaggedUnion({
  Record: {
    firstDay: CivilDate,
    lastDay: CivilDate,
    host: Schema.NullOr(BodyId),
    title: Schema.NullOr(Text),
    participants: Schema.Array(Schema.Struct({ body: Schema.NullOr(BodyId), span: Span, words: Text })),
    reports: Schema.Array(
      Schema.Struct({ body: Schema.NullOr(BodyId), span: Span, by: Text, about: Schema.NullOr(Text) })
    )
  }
})
export type MeetingCommand = typeof MeetingCommand.Type
