// Whom an issuer can direct, by the names of both.
import { describeBody, hasAuthority } from "@ketluan/domain"
import { describe, expect, it } from "vitest"

const directs = (issuer: string, addressee: string) => hasAuthority(describeBody(issuer), describeBody(addressee))

describe("[21] the authority of an issuer", () => {
  it("a Party committee directs Party, state and mass organisations of its level and below", () => {
    const below = ["UBND huyện", "Đảng ủy xã An Bình", "Hội Nông dân huyện", "UBMTTQ huyện", "Thường trực HĐND huyện"]
    for (const body of below) expect([body, directs("Huyện ủy", body)]).toEqual([body, true])
  })

  it("associations, enterprises and higher bodies are asked", () => {
    const outside = ["Hội Người cao tuổi huyện", "Công ty Cấp nước huyện", "Sở Nội vụ", "Tỉnh ủy", "Hiệp hội Lúa gạo"]
    for (const body of outside) expect([body, directs("Huyện ủy", body)]).toEqual([body, false])
  })

  it("a state body directs the state alone", () => {
    expect(directs("UBND huyện", "Phòng Nội vụ huyện")).toBe(true)
    expect(directs("UBND huyện", "Đảng ủy xã An Bình")).toBe(false)
    expect(directs("UBND huyện", "Hội Nông dân huyện")).toBe(false)
  })
})
