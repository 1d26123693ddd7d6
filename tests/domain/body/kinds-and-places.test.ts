// What names tell of bodies: kind, level and place; whom an issuer directs; and the days that a succession leaves open.
import {
  Body,
  BodyId,
  type BodyKind,
  type BodyLevel,
  type bodyEvents,
  CivilDate,
  describeBody,
  type EventOf,
  gapAfter,
  hasAuthority,
  Slug,
  samePlace,
  stateFrom,
  successionGaps
} from "@ketluan/domain"
import { describe, expect, it } from "vitest"

const day = (iso: string) => CivilDate.make(iso)

const names: { readonly [kind in BodyKind]: ReadonlyArray<readonly [string, BodyLevel | null]> } = {
  enterprise: [
    ["Công ty Cấp nước An Hòa", null],
    ["Tổng công ty Điện lực", null],
    ["Tổng công ty", null],
    ["Tập đoàn Bưu chính", null],
    ["Doanh nghiệp Hòa Lợi", null],
    ["Hợp tác xã Nông nghiệp An Bình", null],
    ["Ngân hàng Chính sách xã hội huyện", "district"]
  ],
  mass: [
    ["UBMTTQ huyện", "district"],
    ["Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "province"],
    ["Mặt trận Tổ quốc xã An Bình", "commune"],
    ["Hội Nông dân huyện", "district"],
    ["Hội Cựu chiến binh huyện", "district"],
    ["Hội Liên hiệp Phụ nữ huyện", "district"],
    ["Hội Phụ nữ xã An Bình", "commune"],
    ["Hội LHPN thị trấn An Lộc", "commune"],
    ["Liên đoàn Lao động huyện", "district"],
    ["LĐLĐ huyện", "district"],
    ["Tỉnh đoàn", "province"],
    ["Huyện đoàn", "district"],
    ["Thành đoàn An Phú", null],
    ["Đoàn Thanh niên xã An Bình", "commune"],
    ["Đoàn TNCS Hồ Chí Minh huyện", "district"]
  ],
  state: [
    ["Hội đồng nhân dân", null],
    ["Hội đồng nhân dân huyện", "district"],
    ["TT HĐND huyện", "district"],
    ["UBND xã An Bình", "commune"],
    ["UBND quận 3", "district"],
    ["UBND thị xã An Sơn", "district"],
    ["UBND phường 2", "commune"],
    ["UBND thành phố An Phú", null],
    ["Văn phòng HĐND và UBND huyện", "district"],
    ["Chính phủ", "central"],
    ["Quốc hội", "central"],
    ["Bộ Nội vụ", "central"],
    ["Sở Nội vụ", "province"],
    ["Phòng Nội vụ huyện", "district"],
    ["Thanh tra huyện", "district"],
    ["Tòa án nhân dân huyện", "district"],
    ["Viện Kiểm sát nhân dân huyện", "district"],
    ["Công an xã An Bình", "commune"],
    ["Ban Chỉ huy Quân sự huyện", "district"],
    ["Bộ Chỉ huy Quân sự tỉnh", "province"],
    ["Trung tâm Y tế huyện", "district"],
    ["Trường Trung học phổ thông An Hòa", null],
    ["Bệnh viện Đa khoa huyện", "district"],
    ["Trạm Y tế xã An Bình", "commune"],
    ["Kho bạc Nhà nước huyện", "district"],
    ["BHXH huyện", "district"],
    ["Tổng cục Thống kê", null],
    ["Cục Thuế tỉnh", "province"],
    ["Chi cục Thuế huyện", "district"],
    ["Chi nhánh Văn phòng Đăng ký đất đai huyện", "district"],
    ["Hạt Kiểm lâm huyện", "district"],
    ["Đội Quản lý thị trường số 2", null],
    ["Ban Quản lý dự án huyện", "district"],
    ["Đài Truyền thanh huyện", "district"],
    ["Bưu điện huyện", "district"],
    ["Điện lực huyện", "district"]
  ],
  association: [
    ["Hội Người cao tuổi huyện", "district"],
    ["Hội Chữ thập đỏ huyện", "district"],
    ["Hội Đông y huyện", "district"],
    ["Hiệp hội Lúa gạo", null],
    ["Liên hiệp các hội Khoa học tỉnh", null],
    ["Liên hiệp Thanh niên huyện", "district"],
    ["Liên minh Hợp tác xã tỉnh", "province"],
    ["Câu lạc bộ Làm vườn", null],
    ["Quỹ Vì người nghèo", null]
  ],
  party: [
    ["Tỉnh ủy", "province"],
    ["Huyện ủy", "district"],
    ["Quận ủy", "district"],
    ["Thành ủy An Phú", null],
    ["Thị ủy An Sơn", null],
    ["Quân ủy Trung ương", "central"],
    ["Đảng ủy xã An Bình", "commune"],
    ["Đảng ủy Công an huyện", "district"],
    ["Văn phòng Huyện ủy", "district"],
    ["Thường trực Huyện ủy", "district"],
    ["BTV Huyện ủy", "district"],
    ["Ban Thường vụ", null],
    ["Chi bộ Phòng Nội vụ", null],
    ["Đảng bộ xã An Bình", "commune"],
    ["Ban Tổ chức", null],
    ["Ban Tuyên giáo", null],
    ["Ban Dân vận", null],
    ["Ban Nội chính", null],
    ["UBKT", null]
  ],
  unknown: [
    ["Hội đồng Thi đua", null],
    ["Hội đồng", null],
    ["Hội viên nông dân", null],
    ["Hội trưởng phụ huynh", null],
    ["Hội phó", null],
    ["Đội viên thiếu niên", null],
    ["Đội trưởng", null],
    ["Đội phó", null],
    ["Đoàn kiểm tra số 3", null],
    ["Đoàn đại biểu Quốc hội tỉnh", "province"],
    ["Liên đoàn Bóng đá", null],
    ["Các xã, thị trấn", null],
    ["Thị trấn An Lộc", "commune"],
    ["Văn phòng", null],
    ["Ban Chỉ đạo huyện", "district"],
    ["Ban Nhân dân ấp 3", null],
    ["Nhóm giúp việc", null],
    ["Tổ công tác của Công ty Cấp nước", null]
  ]
}
const kinds = ["party", "state", "mass", "association", "enterprise", "unknown"] as const

describe("the kind and the level that a name tells", () => {
  it.each(kinds)("%s", (kind) => {
    for (const [name, level] of names[kind]) {
      const told = describeBody(name)
      expect([name, told.kind, told.level]).toEqual([name, kind, level])
    }
  })

  it("come with the key, by which mentions are one body", () =>
    expect(describeBody("UBND huyện")).toEqual({ key: "ủy ban nhân dân", level: "district", kind: "state" }))
})

describe("[21] the authority of an issuer, pair by pair", () => {
  const alike = (kind: BodyKind, level: BodyLevel | null = "district") => ({ kind, level })

  it("by kind: whoever it is, nobody directs associations and enterprises; the state directs no Party and no mass bodies", () => {
    const state = { party: false, state: true, mass: false, association: false, enterprise: false, unknown: true }
    const others = { ...state, party: true, mass: true }
    for (const issuer of kinds)
      for (const addressee of kinds)
        expect([issuer, addressee, hasAuthority(alike(issuer), alike(addressee))]).toEqual([
          issuer,
          addressee,
          (issuer === "state" ? state : others)[addressee]
        ])
  })

  it("by level: its own and below; what is unknown counts as within", () => {
    const downwards = ["central", "province", "district", "commune"] as const
    for (const [above, high] of downwards.entries())
      for (const [below, low] of downwards.entries())
        expect([high, low, hasAuthority(alike("party", high), alike("state", low))]).toEqual([
          high,
          low,
          below >= above
        ])
    for (const level of downwards) {
      expect(hasAuthority(alike("party", null), alike("state", level))).toBe(true)
      expect(hasAuthority(alike("party", level), alike("state", null))).toBe(true)
    }
    expect(hasAuthority(alike("party", null), alike("enterprise", null))).toBe(false)
  })
})

const registered = (name: string, territory: string | null = "huyện an hòa"): EventOf<typeof bodyEvents> => ({
  _tag: "BodyRegistered",
  slug: Slug.make("co-quan"),
  name,
  key: describeBody(name).key,
  kind: describeBody(name).kind,
  level: describeBody(name).level,
  territory,
  parent: null,
  founded: null,
  texts: {}
})
const named = (name: string, territory?: string | null) => stateFrom(Body, [registered(name, territory)])

describe("bodies of one place", () => {
  it.each([
    ["Đảng ủy xã An Bình", "UBND xã An Bình"],
    ["Đảng ủy phường 2", "UBND phường 2"],
    ["Đảng ủy thị trấn An Lộc", "Hội Nông dân thị trấn An Lộc"],
    ["Đảng ủy đặc khu An Hải", "UBND đặc khu An Hải"],
    ["UBND huyện An Hòa", "HĐND huyện An Hòa"],
    ["UBND quận 3", "HĐND quận 3"],
    ["UBND thị xã An Sơn", "HĐND thị xã An Sơn"],
    ["UBND thành phố An Phú", "HĐND thành phố An Phú"],
    ["UBND tỉnh An Lạc", "HĐND tỉnh An Lạc"],
    ["Xã An Bình", "Đảng ủy xã An Bình"]
  ])("%s and %s", (one, other) => {
    expect(samePlace(named(one), named(other))).toBe(true)
    expect(samePlace(named(other), named(one))).toBe(true)
  })

  it.each([
    ["Đảng ủy xã An Bình", "UBND xã An Lợi"],
    ["Đảng ủy xã An Bình", "UBND xã An Bình Tây"],
    ["Đảng ủy xã An Bình", "UBND phường An Bình"],
    ["Đảng ủy xã An Bình", "Huyện ủy"],
    ["Huyện ủy", "Đảng ủy xã An Bình"],
    ["Huyện ủy", "Phòng Nội vụ"],
    ["UBND huyện", "HĐND huyện"]
  ])("not %s and %s", (one, other) => expect(samePlace(named(one), named(other))).toBe(false))

  it("lie in one wider territory, and are registered", () => {
    const [party, state] = ["Đảng ủy xã An Bình", "UBND xã An Bình"] as const
    expect(samePlace(named(party), named(state, "huyện an phú"))).toBe(false)
    expect(samePlace(named(party), named(state, null))).toBe(false)
    expect(samePlace(named(party, null), named(state, null))).toBe(true)
    expect(samePlace(Body.initial, named(state))).toBe(false)
    expect(samePlace(named(party), Body.initial)).toBe(false)
    expect(samePlace(Body.initial, Body.initial)).toBe(false)
  })
})

describe("[47] the days that a succession leaves open", () => {
  const end = day("2025-07-01")

  it.each([
    ["takes over on the first day without the body", "2025-07-01", null, null],
    ["takes over before", "2025-06-01", null, null],
    ["takes over a day later", "2025-07-02", null, { from: "2025-07-01", to: "2025-07-01" }],
    ["takes over in another month", "2025-09-01", null, { from: "2025-07-01", to: "2025-08-31" }],
    ["is founded later than it takes over", "2025-07-01", "2025-07-04", { from: "2025-07-01", to: "2025-07-03" }],
    ["is founded before it takes over", "2025-07-03", "2020-01-01", { from: "2025-07-01", to: "2025-07-02" }],
    [
      "is founded on the day on which it takes over",
      "2025-07-03",
      "2025-07-03",
      { from: "2025-07-01", to: "2025-07-02" }
    ],
    ["is founded on the first day without the body", "2025-06-01", "2025-07-01", null]
  ])("where a successor %s", (_, from, founded, gap) =>
    expect(gapAfter(end, day(from), founded === null ? null : day(founded))).toEqual(gap)
  )

  it("are told for each successor that comes late", () => {
    const [first, second, third] = [BodyId.make("mot"), BodyId.make("hai"), BodyId.make("ba")]
    const succeeded = (successor: BodyId, from: string): EventOf<typeof bodyEvents> => ({
      _tag: "SuccessionRecorded",
      successor,
      from: day(from),
      extent: "part",
      texts: { scope: "một phần" }
    })
    const edges = [succeeded(first, "2025-07-01"), succeeded(second, "2025-07-03"), succeeded(third, "2025-07-01")]
    const dissolved: EventOf<typeof bodyEvents> = { _tag: "BodyDissolved", end, texts: { basis: "quyết định" } }
    const founded = (body: BodyId) => (body === third ? day("2025-08-01") : null)
    const events = [registered("Phòng Trồng trọt"), ...edges]
    expect(successionGaps(stateFrom(Body, [...events, dissolved]), founded)).toEqual([
      { successor: second, from: "2025-07-01", to: "2025-07-02" },
      { successor: third, from: "2025-07-01", to: "2025-07-31" }
    ])
    expect(successionGaps(stateFrom(Body, events), founded)).toEqual([])
    expect(successionGaps(Body.initial, founded)).toEqual([])
  })
})
