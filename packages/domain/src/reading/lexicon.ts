// The words by which such documents are recognised: what bodies are called, and which words can not belong to a name.
import { phrases } from "./words.ts"

/** Begins the name of a body, however it is capitalised. */
export const BODY_HEAD = phrases(
  "thường trực|thường vụ|ban thường vụ|ban chấp hành|btv|bch|btvhu|btvtu|huyện ủy|tỉnh ủy|thành ủy|quận ủy|thị ủy|đảng ủy|đảng bộ|" +
    "chi bộ|chi ủy|cấp ủy|bộ chính trị|ban bí thư|trung ương|ubnd|ủy ban|hđnd|hội đồng nhân dân|hội đồng|ubmttq|ubmttqvn|mttq|mttqvn|" +
    "mặt trận tổ quốc|mặt trận|ubkt|văn phòng|vp|vphu|vptu|vpcp|chi cục|tổng cục|trung tâm|công an|quân sự|bchqs|huyện đoàn|tỉnh đoàn|" +
    "thành đoàn|đoàn thanh niên|viện kiểm sát|viện ksnd|tòa án|hiệp hội|liên đoàn lao động|liên minh|liên hiệp các hội|hội liên hiệp|hội nông dân|hội cựu chiến binh|" +
    "hội phụ nữ|công ty|tổng công ty|tập đoàn|ngân hàng|kho bạc|bảo hiểm xã hội|bhxh|thanh tra|chính phủ|quốc hội|thủ tướng chính phủ|điện lực|cơ quan|" +
    "bệnh viện|học viện|hạt kiểm lâm|tổ công tác|ban chỉ đạo|ban quản lý|ban tổ chức|ban tuyên giáo|ban dân vận|ban nội chính|ban xây dựng đảng"
)

/** Begins a name only with a capital: these are also ordinary words ("hội", "phòng", "ban ngành"). */
export const CAPITAL_HEAD = phrases(
  "ban|hội|bộ|sở|phòng|đoàn|cục|trường|viện|đài|báo|tổ|trạm|xã|phường|thị trấn|huyện|tỉnh|thành phố|quận|thị xã|đội|hợp tác xã|câu lạc bộ|quỹ|liên hiệp|liên đoàn|mặt trận"
)

/** Begins a mention of persons in a capacity. */
export const PERSON_HEAD = phrases(
  "lãnh đạo|đồng chí|đ/c|các đồng chí|các đ/c|đại diện lãnh đạo|đại diện|chủ tịch|phó chủ tịch|bí thư|phó bí thư|ủy viên|thủ trưởng|người đứng đầu|giám đốc|phó giám đốc|" +
    "trưởng|phó trưởng|trưởng ban|trưởng phòng|phó thủ tướng|phó thủ tướng chính phủ|bộ trưởng|thứ trưởng|tổng bí thư|chánh văn phòng|phó chánh văn phòng|chánh thanh tra|ông|bà|các ông|các bà|đại biểu|các đại biểu|thành viên|các thành viên|toàn thể|cá nhân|tập thể"
)

/** What a set of bodies is made of, behind "các". */
export const PLURAL_NOUN = phrases(
  "cơ quan|đơn vị|ngành|ban|phòng|sở|cấp|địa phương|xã|phường|thị trấn|huyện|thị xã|thành phố|tỉnh|đoàn thể|tổ chức|hội|chi hội|chi bộ|đảng bộ|đảng ủy|cấp ủy|chi ủy|" +
    "huyện ủy|ubnd|ủy ban|hđnd|trường|doanh nghiệp|hợp tác xã|công ty|ban chỉ đạo|tổ chức đảng|tổ chức cơ sở đảng|bộ|bộ phận|thôn|ấp|khu phố|tổ dân phố|đội|tổ|viện"
)

/** Goes on with a set behind a comma, as "các cơ quan, ban ngành đoàn thể" or "các xã, thị trấn". */
export const PLURAL_MORE = phrases(
  "ban ngành|ban, ngành|ban|ngành|đoàn thể|đơn vị|địa phương|cơ quan|phòng|xã|phường|thị trấn|đặc khu|thị xã|thành phố|huyện|cấp|doanh nghiệp|hội|trường|chính quyền|" +
    "giúp việc|tham mưu giúp việc|mặt trận|chi bộ|đảng bộ|cá nhân|tổ chức chính trị|tổ chức xã hội|tổ chức liên quan|sở"
)

export const LEVEL_WORD = phrases("trung ương|tỉnh|huyện|quận|thị xã|thành phố|xã|phường|thị trấn")

/** Ends a name in running text: verbs, prepositions, conjunctions that no name holds in lower case. */
export const NAME_END = phrases(
  "kết quả|tình hình|tiến độ|nội dung|chỉ đạo|tạo điều kiện|tham mưu|phối hợp|chủ trì|chủ động|xây dựng|tổ chức|hướng dẫn|báo cáo|liên hệ|triển khai|thực hiện|rà soát|kiểm tra|giám sát|theo dõi|đôn đốc|" +
    "tiếp tục|khẩn trương|kịp thời|sớm|ngay|nghiên cứu|đề xuất|đề nghị|xem xét|giải quyết|hoàn thành|hoàn thiện|quan tâm|tăng cường|đẩy mạnh|phát huy|nâng cao|bố trí|hỗ trợ|" +
    "lãnh đạo|quán triệt|tuyên truyền|vận động|ban hành|trình|lập|xác định|làm|làm rõ|làm việc|thẩm định|phê duyệt|thống nhất|quyết định|chuẩn bị|chấn chỉnh|khắc phục|" +
    "rút kinh nghiệm|nghiêm túc|thường xuyên|định kỳ|hằng|hàng|căn cứ|trên cơ sở|thông báo|gửi|nộp|tiếp nhận|tiếp thu|giao|yêu cầu|phân công|cử|mời|họp|chủ tọa|chịu trách nhiệm|" +
    "có trách nhiệm|cần|phải|được|đã|sẽ|đang|là|để|khi|về|đối với|với|cho|trong|trước|sau|tại|theo|nhằm|bằng|từ|đến|như|nếu|do|bởi|vì|có|không|chưa|hoạt động|" +
    "tập trung|đánh giá|tổng hợp|công bố|bàn giao|bảo đảm|đảm bảo|duy trì|củng cố|kiện toàn|huy động|cân đối|cấp|chi|thu|mở|cung cấp|trả lời|cho ý kiến|xin ý kiến|nhất trí|" +
    "đồng ý|cùng|cũng như|đồng thời|hoặc|trực tiếp|tiến hành|khảo sát|sắp xếp|phân tích|cập nhật|biết|nắm|nghe|trao đổi|tham gia|tham dự|dự|phát biểu|trình bày|kết luận|chủ động"
)

/** The organs that share a prefix and a level in a list: "Thường trực Huyện ủy, HĐND, UBND, UBMTTQ huyện". */
export const BARE_ORGAN = phrases(
  "huyện ủy|tỉnh ủy|thành ủy|quận ủy|thị ủy|đảng ủy|hđnd|hội đồng nhân dân|ubnd|ủy ban nhân dân|ubmttq|ubmttqvn|mttq|mttqvn|ủy ban mttq|ủy ban mttqvn|ủy ban mttq việt nam|" +
    "ủy ban mặt trận tổ quốc|ủy ban mặt trận tổ quốc việt nam|ban thường trực ủy ban mttq|ban thường trực ubmttq"
)
