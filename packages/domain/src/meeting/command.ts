// What somebody may want with a meeting: to record it as a document tells it, and to add what is learned later.
import { Schema } from "effect"
import { BodyId, CivilDate, PersonId, Span, Text } from "../kernel/index.ts"

const voice = { body: Schema.NullOr(BodyId), span: Schema.NullOr(Span) }
const participant = {
  ...voice,
  delegateOf: Schema.NullOr(BodyId),
  words: Text,
  capacity: Schema.NullOr(Text)
}
const report = { ...voice, by: Text, about: Schema.NullOr(Text) }

export const MeetingCommand = Schema.TaggedUnion({
  Record: {
    firstDay: CivilDate,
    lastDay: CivilDate,
    /** Where they are told one by one: rising, from the first to the last; otherwise none. */
    days: Schema.Array(CivilDate),
    place: Schema.NullOr(Text),
    host: Schema.NullOr(BodyId),
    chair: Schema.NullOr(PersonId),
    chairCapacity: Schema.NullOr(Text),
    title: Schema.NullOr(Text),
    participants: Schema.Array(Schema.Struct(participant)),
    reports: Schema.Array(Schema.Struct(report))
  },
  RecordParticipant: participant,
  HearReport: report,
  RecordOpinion: { ...voice, words: Text }
})
export type MeetingCommand = typeof MeetingCommand.Type
