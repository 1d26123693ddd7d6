// Tiếng Việt, về lịch sử.
import type { HistoryMessages } from "./messages.ts"

const every = { week: "tuần", month: "tháng", quarter: "quý", half_year: "nửa năm", year: "năm" } as const
const bound = { before: "trước", by: "chậm nhất" } as const
const anchor = {
  meeting_end: "ngày kết thúc cuộc họp",
  issue_date: "ngày ban hành",
  receipt: "ngày nhận văn bản",
  assignment: "ngày giao nhiệm vụ"
} as const
const unit = { working_day: "ngày làm việc", calendar_day: "ngày" } as const
const spell = { day: "ngày", month: "tháng", year: "năm" } as const

export const vi: HistoryMessages = {
  words: {
    aggregate: {
      meeting: "cuộc họp",
      conclusion: "kết luận",
      directive: "ý kiến chỉ đạo",
      assignment: "nhiệm vụ",
      distribution: "bản gửi",
      body: "cơ quan",
      class: "nhóm cơ quan",
      reservation: "giá trị đã giữ chỗ",
      roster: "danh sách người",
      erasure: "việc xóa",
      "legal-hold": "lệnh giữ nguyên",
      ledger: "chính sổ này"
    },
    rule: {
      1: "mỗi số chỉ thuộc một văn bản của nơi ban hành trong một nhiệm kỳ hoặc một năm",
      3: "nội dung điểm đã ban hành không đổi; đính chính được ghi bên cạnh",
      4: "phần trích đúng nguyên văn tại vị trí đó trong văn bản",
      5: "ngày ban hành chưa biết thì để trống cho đến khi có người xác định",
      6: "văn bản không có ngày trước ngày cuối của cuộc họp",
      7: "nơi kết luận, nơi ban hành, tập thể được ký thay mặt và người ký là bốn việc khác nhau",
      9: "thiếu thành phần thể thức thì không được ban hành; khi nhập thì ghi là điểm chưa khớp",
      10: "văn bản mật chỉ được lưu số, ngày và dấu mật",
      11: "nhận định không giao nhiệm vụ cho ai",
      12: "ý kiến đồng ý hoặc yêu cầu ràng buộc không giao nhiệm vụ cho ai",
      13: "dự họp, nhận văn bản và được giao việc là ba việc khác nhau",
      14: "nhiệm vụ phải nêu giao cho ai, và có một nơi chủ trì",
      15: "giao cho nhóm là giao cho từng thành viên theo danh sách tại thời điểm đó",
      16: "nhóm chỉ hoàn thành khi mọi thành viên đã được xác nhận hoặc được miễn",
      17: "nhóm để ngỏ chưa giao cho ai cho đến khi nêu tên đơn vị",
      18: "chỉ nơi được giao mới giao lại; không giao vòng, không giao hạn muộn hơn hạn của mình",
      19: "nơi giao lại vẫn chịu trách nhiệm về phần việc đã giao lại",
      20: "nơi chỉ được nêu để phối hợp, xin ý kiến thì không nhận nhiệm vụ",
      21: "chỉ đạo nơi ngoài thẩm quyền được ghi là đề nghị",
      25: "lịch làm việc mới không tự làm đổi thời hạn đã có",
      26: "phân biệt thời hạn nêu trong văn bản, theo quy chế và do quyết định sau",
      28: "gia hạn do nơi được giao đề nghị, người khác của nơi ban hành quyết định",
      31: "nhiệm vụ chỉ chuyển trạng thái theo các bước đã quy định",
      32: "nhiệm vụ thường xuyên được duy trì và rà soát, không xác nhận là hoàn thành",
      34: "nhiệm vụ báo cáo khi phát sinh chờ việc phát sinh, mỗi lần báo cáo một lần",
      35: "nhiệm vụ báo cáo định kỳ có đúng một báo cáo cho mỗi kỳ",
      36: "xác nhận hoàn thành cần minh chứng, hoặc miễn minh chứng có lý do",
      37: "trình, xác nhận và quyết định phải có tên người; nơi ban hành hoặc nơi được giao theo dõi quyết định, không ai tự xác nhận việc của mình",
      38: "trả lại phải có lý do; chỉ lần trình được xác nhận mới dùng để xét đúng hạn",
      39: "đạt 100 % chưa phải là đã được xác nhận",
      40: "việc quá hạn được báo cáo từng mức lên cơ quan cấp trên",
      42: "chỉ nơi nhận hoặc nơi kế thừa xác nhận đã nhận văn bản",
      43: "thu hồi được đồng ý hoặc không đồng ý, và không xóa gì",
      44: "cơ quan đã chấm dứt không còn hành động được",
      45: "khi cơ quan chấm dứt, từng nhiệm vụ đang mở phải có quyết định xử lý",
      46: "việc chuyển giao giữ nguyên thời hạn và minh chứng",
      47: "việc kế thừa có ngày và nêu phần việc tiếp nhận",
      48: "cơ quan được nêu theo tên tại thời điểm đó",
      49: "điểm mới thay thế điểm cũ; việc đang mở kết thúc hoặc tiếp tục theo điểm mới",
      50: "hủy bỏ văn bản không xóa gì",
      51: "nhắc lại chỉ thành nhiệm vụ mới khi đổi thời hạn hoặc nơi được giao",
      52: "sổ chỉ ghi thêm, không có khoảng trống",
      55: "việc sửa những gì đã ghi sẽ bị phát hiện"
    },
    origin: { stated: "nêu trong văn bản", policy: "theo quy chế", decided: "quyết định sau" },
    spec: ({ day, moment }) => ({
      NoDeadline: () => "không nêu",
      Day: ({ date, bound: of }) => `${bound[of]} ngày ${day(date)}`,
      Moment: ({ at, bound: of }) => `${bound[of]} ${moment(at)}`,
      Period: ({ from, to }) => `trong khoảng ${day(from)} – ${day(to)}`,
      Relative: ({ days, unit: of, after }) => `${days} ${unit[of]} kể từ ${anchor[after]}`,
      Recurring: ({ recurrence }) => `lặp lại mỗi ${every[recurrence.every]}`,
      Event: () => "theo một sự kiện chưa biết ngày",
      Urgency: ({ word }) => `chỉ nêu “${word}”`,
      UntilCondition: () => "cho đến khi có điều kiện nêu trong văn bản",
      Threshold: ({ amount, unit: of }) => `quá ${amount} ${spell[of]} thì phát sinh việc khác`
    })
  },
  labels: {
    aggregate: "Loại",
    streams: "Số lượng",
    openAssignments: "Nhiệm vụ đang mở",
    why: "Diễn biến",
    rule: "quy tắc",
    due: "thời hạn (ngày cuối)",
    quoted: "Nguyên văn",
    setOn: "Thời hạn ghi ngày",
    calendar: "lịch làm việc",
    suspended: "Tạm hoãn",
    overdueFrom: "Quá hạn từ",
    nextSteps: "Tiếp theo",
    waitsFor: "Chờ trước khi xác nhận",
    missing: "mất nội dung mà không việc xóa nào nói đến: xem ketluan verify",
    nameMissing: "mất tên mà không việc xóa nào nói đến: xem ketluan verify",
    register: "Cơ quan, nhóm và chính sổ này",
    others: "Ngoài ra",
    notYet: "chưa có ở mốc thứ hai"
  },
  says: {
    atPosition: (position) => `Tình hình ngay sau sự kiện tại vị trí ${position}.`,
    replayed: (events) => `Đã dựng lại từ ${events} sự kiện.`,
    restInList: (shown) =>
      `Đây là ${shown} nhiệm vụ đầu. Xem tất cả: --json, hoặc ketluan list --open với cùng các tùy chọn.`,
    late: (days) => `ghi muộn ${days} ngày`,
    between: (from, to) => `Từ ${from} đến ${to}.`,
    now: "hiện tại",
    unchanged: "Không có gì thay đổi.",
    changes: (events, late, lateDays) =>
      `Khác nhau ${events} sự kiện; ${late} sự kiện ghi sau khi xảy ra từ ${lateDays} ngày trở lên.`,
    noEnd: "không có ngày",
    nothingNext: "không còn: việc đã kết thúc",
    byOneOf: (names) => `do ${names.join(" hoặc ")}`
  },
  problems: {
    position: (text, newest) =>
      newest < 0
        ? `"${text}" không phải một vị trí: sổ chưa có gì.`
        : `"${text}" không phải một vị trí của sổ này. Nêu số nguyên từ 0 đến ${newest}.`
  },
  help: {
    atPosition: "Tình hình ngay sau sự kiện tại vị trí đó",
    replay: "Dựng lại lịch sử đến một mốc chỉ từ các sự kiện, và cho biết tình hình khi đó",
    replayReference: "Chỉ kết luận, điểm hoặc nhiệm vụ này",
    diff: "Những gì thay đổi giữa hai mốc",
    from: "Mốc đầu: một vị trí, một ngày (tình hình ngày đó) hoặc một thời điểm (theo những gì đã ghi)",
    to: "Mốc sau, ghi như mốc đầu; không nêu thì là hiện tại",
    explain: "Vì sao như hiện nay: từng sự kiện đã dẫn đến, kèm quy tắc của sự kiện đó",
    late: "Từ bao nhiêu ngày giữa ngày nêu và ngày ghi thì coi là ghi muộn"
  }
}
