// Vietnamese words for generated ledgers: names of invented places and persons, and what conclusions say.
import type { Chance } from "./chance.ts"

const syllables = ["An", "Bình", "Phú", "Tân", "Long", "Hòa", "Thạnh", "Mỹ", "Vĩnh", "Lộc", "Xuân", "Đông", "Khánh"]
const families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Đặng", "Bùi", "Lâm", "Đỗ"]
const middles = ["Văn", "Thị", "Hữu", "Minh", "Ngọc", "Thanh", "Hoài", "Quốc", "Kim"]
const given = [
  "An",
  "Bảo",
  "Cường",
  "Dung",
  "Giang",
  "Hạnh",
  "Khoa",
  "Lan",
  "Mai",
  "Nam",
  "Phúc",
  "Quỳnh",
  "Sáu",
  "Thu"
]

/** The `index`-th name of a place; another for every index. */
export const placeName = (index: number): string => {
  const pair = [index % syllables.length, Math.floor(index / syllables.length) % syllables.length]
  const round = Math.floor(index / syllables.length ** 2)
  return [...pair.map((at) => syllables[at]), ...(round === 0 ? [] : [String(round + 1)])].join(" ")
}

export const personName = ({ pick }: Chance): string => [families, middles, given].map(pick).join(" ")

export const offices = [
  "Phòng Nội vụ",
  "Phòng Tài chính - Kế hoạch",
  "Phòng Nông nghiệp và Môi trường",
  "Phòng Kinh tế và Hạ tầng",
  "Phòng Giáo dục và Đào tạo",
  "Phòng Y tế",
  "Phòng Văn hóa và Thông tin",
  "Thanh tra",
  "Ban Quản lý dự án",
  "Trung tâm Y tế"
]

const openings = ["Chỉ đạo", "Chủ trì, phối hợp với các cơ quan liên quan", "Khẩn trương", "Tập trung chỉ đạo", "Giao"]
const tasks = [
  "rà soát, thống kê diện tích đất công trên địa bàn, đề xuất phương án quản lý, sử dụng",
  "kiểm tra, xử lý dứt điểm các vi phạm về trật tự xây dựng đã có kết luận thanh tra",
  "hoàn thành công tác bồi thường, giải phóng mặt bằng của tuyến đường liên xã",
  "tổ chức đại hội hội nông dân cơ sở bảo đảm đúng tiến độ và quy định của điều lệ",
  "bố trí kinh phí sửa chữa trường học trước năm học mới, không để học sinh phải học nhờ",
  "báo cáo nguyên nhân chậm giải ngân vốn đầu tư công và trách nhiệm của từng đơn vị",
  "triển khai các biện pháp phòng, chống dịch bệnh trên đàn gia súc, gia cầm",
  "rà soát hộ nghèo, hộ cận nghèo theo chuẩn mới, bảo đảm công khai, đúng đối tượng",
  "giải quyết kiến nghị của cử tri về nước sạch sinh hoạt ở các ấp, khu phố",
  "chấn chỉnh việc chấp hành giờ giấc làm việc của cán bộ, công chức, viên chức"
]
const endings = [
  "trên địa bàn huyện",
  "theo đúng thẩm quyền và quy định hiện hành",
  "bảo đảm chất lượng, tiến độ đề ra",
  "không để phát sinh khiếu nại, tố cáo vượt cấp"
]

/** What a provision asks for, as one sentence. */
export const obligation = ({ pick }: Chance, addressee: string): string =>
  `${addressee} ${pick(openings).toLowerCase()} ${pick(tasks)} ${pick(endings)}`

const judgements = [
  "Trong thời gian qua, cấp ủy, chính quyền các cấp đã có nhiều cố gắng, đạt được những kết quả quan trọng",
  "Tuy nhiên, việc triển khai thực hiện ở một số nơi còn chậm, chưa quyết liệt, hiệu quả chưa cao",
  "Công tác phối hợp giữa các ngành có lúc, có nơi chưa chặt chẽ, chưa kịp thời"
]
export const judgement = ({ pick }: Chance): string => `${pick(judgements)}.`

const subjects = [
  "tình hình thực hiện nhiệm vụ phát triển kinh tế - xã hội",
  "công tác quản lý đất đai và trật tự xây dựng",
  "tiến độ giải ngân vốn đầu tư công",
  "công tác cải cách hành chính"
]
export const subject = ({ pick }: Chance): string => pick(subjects)

const notes = [
  "Đã hoàn thành khảo sát thực địa, đang tổng hợp số liệu của các xã",
  "Đã có văn bản đôn đốc, còn hai đơn vị chưa gửi báo cáo",
  "Cơ bản hoàn thành, đang chờ ý kiến thẩm định của cơ quan chuyên môn",
  "Đơn vị đã tổ chức họp, thống nhất phương án và phân công cụ thể"
]
export const note = ({ pick, below }: Chance): string => `${pick(notes)} (lần ${1 + below(9)})`

const reasons = [
  "Khối lượng công việc lớn, thời tiết không thuận lợi",
  "Chưa có hướng dẫn của cơ quan cấp trên",
  "Hồ sơ còn thiếu số liệu và tài liệu kèm theo",
  "Nhiệm vụ không còn phù hợp với tình hình thực tế"
]
export const reason = ({ pick }: Chance): string => pick(reasons)
