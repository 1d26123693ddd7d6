// The words by which such documents are recognised: what bodies are called, and which words can not belong to a name.
import { phrases } from "./words.ts"

/** Begins the name of a body, however it is capitalised. */
export const BODY_HEAD = phrases(
  "thường trực|thường vụ|ban kiểm soát|ban kiểm soát nội bộ|hđqt|hđtv|hđt|hội đồng thành viên|hội đồng quản trị|hội đồng trường|ban thường vụ|ban thường trực|ban chấp hành|btv|bch|btvhu|btvtu|tttu|tthu|huyện ủy|tỉnh ủy|thành ủy|quận ủy|thị ủy|đảng ủy|đảng bộ|đảng đoàn|ban cán sự đảng|" +
    "chi bộ|chi ủy|cấp ủy|bộ chính trị|ban bí thư|ubnd|ủy ban|ủy ban nhân dân|ủy ban kiểm tra|ủy ban mặt trận tổ quốc|ủy ban mttq|hđnd|hội đồng nhân dân|hội đồng|ubmttq|ubmttqvn|ub mttq|ub mttqvn|mttq|mttqvn|" +
    "mặt trận tổ quốc|ubkt|văn phòng|văn phòng đăng ký đất đai|văn phòng đăng ký quyền sử dụng đất|văn phòng điều phối nông thôn mới|văn phòng điều phối xây dựng nông thôn mới|văn phòng điều phối chương trình nông thôn mới|văn phòng công chứng|văn phòng đại diện|văn phòng thường trực|vp|vphu|vptu|vpđu|vpcp|chi cục|tổng cục|công an|bchqs|ban chqs|bộ chqs|ban chỉ huy quân sự|bộ chỉ huy quân sự|ban chỉ huy phòng thủ dân sự|ban chỉ huy bảo vệ rừng|ban chỉ huy phòng cháy , chữa cháy rừng|ban chỉ huy phòng , chống thiên tai|ban chỉ huy phòng chống thiên tai|" +
    "ban chỉ huy phòng , chống lụt bão|ban chỉ huy phòng chống lụt bão|ban chỉ huy ứng phó|ban chỉ huy chữa cháy|ban chỉ huy công trường|ban chỉ huy thống nhất|" +
    "bộ đội biên phòng|bđbp|huyện đoàn|tỉnh đoàn|thành đoàn|xã đoàn|đoàn thanh niên|viện kiểm sát|viện ksnd|vksnd|tòa án|tand|hiệp hội|liên đoàn lao động|lđlđ|công đoàn|liên hiệp các hội|" +
    "hội liên hiệp|hội nông dân|hội cựu chiến binh|hội phụ nữ|hội lhpn|công ty|tổng công ty|tập đoàn|ngân hàng|kho bạc|bảo hiểm xã hội|bhxh|chính phủ|quốc hội|" +
    "thủ tướng chính phủ|cơ quan|cấp có thẩm quyền|cơ quan có thẩm quyền|bệnh viện|học viện|hạt kiểm lâm|tổ công tác|ban chỉ đạo|ban quản lý|bqlda|bql|ban tổ chức|ban tuyên giáo|ban tuyên giáo và dân vận|ban dân vận|ban nội chính|" +
    "ban xây dựng đảng|ủy ban bầu cử|trung tâm|chủ đầu tư|nhà đầu tư|nhà thầu|đơn vị thi công|đơn vị tư vấn|tư vấn giám sát|ban đại diện|ban liên lạc|ban vận động|ban tiếp công dân|ban thanh tra nhân dân|ban giám sát đầu tư|ban điều hành|ban công tác mặt trận|ban giám đốc|ban giám hiệu|chính quyền|chính quyền địa phương|chính quyền các cấp|nhà trường"
)

/** Begins a name only with a capital: these are also ordinary words ("hội", "phòng", "ban ngành"). */
export const CAPITAL_HEAD = phrases(
  "ban|hội|bộ|sở|phòng|đoàn|cục|vụ|trường|viện|đài|báo|tổ|trạm|xã|phường|thị trấn|đặc khu|huyện|tỉnh|thành phố|quận|thị xã|đội|hợp tác xã|câu lạc bộ|quỹ|liên hiệp|liên đoàn|liên minh|mặt trận|" +
    "thanh tra|quân sự|trung ương|điện lực|thuế|chi cục thuế|hải quan|cơ sở|nhà máy|xí nghiệp|cảng vụ|cảng|bưu điện|nhà văn hóa|thư viện|bảo tàng|nhà hát|vườn quốc gia|khu bảo tồn|tiểu đoàn|trung đoàn|sư đoàn|lữ đoàn|bộ tư lệnh|" +
    "ttr|công đoàn|đại học|chi nhánh|phân hiệu|phân viện|hạt|tòa|giáo hội|tiểu ban|kiểm toán nhà nước|thông tấn xã|nhà xuất bản|tạp chí|khoa|khối|tổng công đoàn|hải đội|nông trường|lâm trường|ca|tt|btg|btc|bdv|bcs đảng|bcsđ|snv|stc|sxd|skh|qlda|quân khu|đồn|liên minh hợp tác xã|liên danh|nhóm|phân xưởng|phân đội|đại đội|trung đội|cụm thi đua|khối thi đua|bếp ăn|kho|tổ hợp tác|buôn|bản|nhóm nghiên cứu|trại giam|trại giống|trại|bộ phận|kế toán|văn thư|thủ kho|lực lượng|thôn|ấp|khu phố|tổ dân phố|xóm|khóm"
)

/** Begins a mention of persons in a capacity. */
export const PERSON_HEAD = phrases(
  "lãnh đạo|đồng chí|đ/c|các đồng chí|các đ/c|đại diện lãnh đạo|đại diện|chủ tịch|phó chủ tịch|bí thư|phó bí thư|ủy viên|thủ trưởng|người đứng đầu|giám đốc|phó giám đốc|" +
    "trưởng|phó trưởng|trưởng ban|trưởng phòng|phó thủ tướng|phó thủ tướng chính phủ|bộ trưởng|thứ trưởng|tổng bí thư|chánh văn phòng|phó chánh văn phòng|chánh thanh tra|tổng giám đốc|" +
    "chỉ huy trưởng|viện trưởng|cục trưởng|chi cục trưởng|hiệu trưởng|tổ trưởng|trưởng công an|kế toán trưởng|chánh án|phó chánh án|phó viện trưởng|phó hiệu trưởng|phó tổng giám đốc|phó cục trưởng|phó chi cục trưởng|tổng biên tập|chính ủy|chính trị viên|tư lệnh|đội trưởng|trạm trưởng|hạt trưởng|trưởng đoàn|trưởng khoa|" +
    "kế toán trưởng|đồn trưởng|hải đội trưởng|phân đội trưởng|trung đội trưởng|phó đồn trưởng|đồn phó|đội phó|tổ phó|ca trưởng|lớp trưởng|thuyền trưởng|đại đội trưởng|tiểu đoàn trưởng|trung đoàn trưởng|điều dưỡng trưởng|cụm trưởng|khối trưởng|quản đốc|giáo viên|giảng viên|bác sĩ|nhân viên|người đại diện|chủ nhà|trưởng bản|trưởng buôn|chỉ huy|cấp ủy viên|huyện ủy viên|đảng ủy viên|tỉnh ủy viên|thủ quỹ|thư ký|chủ tàu|chủ hộ|chủ rừng|chủ cơ sở|chủ phương tiện|chủ doanh nghiệp|chủ hồ|chủ đập|chủ xe|bs|bác sĩ|ths|ts|pgs|gs|thạc sĩ|tiến sĩ|kỹ sư|đại tá|thượng tá|trung tá|thiếu tá|đại úy|thượng úy|trung úy|bsckii|bscki|bsck2|bsck1|bs ckii|bs cki|dsckii|dscki|dược sĩ|cử nhân|thiếu tướng|trung tướng|thượng tướng|chuẩn úy|trưởng thôn|trưởng ấp|trưởng khu phố|tổng phụ trách đội|tổng phụ trách|chủ nhiệm|phó chủ nhiệm|ông|bà|các ông|các bà|đại biểu|các đại biểu|thành viên|các thành viên|toàn thể|cá nhân|tập thể|cán bộ|công chức|viên chức|đảng viên|gia đình ông|gia đình bà|hộ ông|hộ bà|hộ gia đình ông|hộ gia đình bà"
)

/** Names one person, whose position may follow behind a comma ("đồng chí Nguyễn Văn A, Phó Chủ tịch UBND huyện"). */
export const ONE_PERSON = phrases(
  "đồng chí|đ/c|ông|bà|bs|bác sĩ|ths|ts|pgs|gs|thạc sĩ|tiến sĩ|kỹ sư|đại tá|thượng tá|trung tá|thiếu tá|đại úy|thượng úy|trung úy|thiếu úy|thiếu tướng|trung tướng|thượng tướng|bsckii|bscki|bsck2|bsck1|bs ckii|bs cki|dsckii|dscki|dược sĩ|cử nhân|thầy|cô"
)
export const POSITION = phrases(
  "chủ tịch|phó chủ tịch|bí thư|phó bí thư|ủy viên|giám đốc|phó giám đốc|trưởng|phó trưởng|trưởng khoa|phó trưởng khoa|hiệu trưởng|phó hiệu trưởng|trưởng ban|phó trưởng ban|trưởng phòng|phó trưởng phòng|chánh văn phòng|phó chánh văn phòng|chánh thanh tra|" +
    "bộ trưởng|thứ trưởng|chỉ huy trưởng|trưởng công an|tổng giám đốc|viện trưởng|ubv|utv|" +
    "kế toán trưởng|điều dưỡng trưởng|tổ trưởng|tổ phó|đội trưởng|đội phó|đồn trưởng|đồn phó|trạm trưởng|hạt trưởng|trưởng thôn|trưởng ấp|trưởng bản|trưởng khu phố|chủ nhiệm|phó chủ nhiệm|chính ủy|chính trị viên|tư lệnh|cục trưởng|phó cục trưởng|" +
    "chi cục trưởng|phó chi cục trưởng|chánh án|phó chánh án|phó viện trưởng|phó tổng giám đốc|tổng biên tập|phó tổng biên tập|trưởng đoàn|phó trưởng đoàn|phó chánh thanh tra|phó chỉ huy trưởng|cụm trưởng|khối trưởng|quản đốc|thuyền trưởng|chuyên viên"
)

/** Bodies without a name: everybody knows who is meant, the text does not say it. */
export const UNNAMED = phrases(
  "chủ đầu tư|nhà đầu tư|nhà thầu|đơn vị thi công|đơn vị tư vấn|cơ quan|cấp có thẩm quyền|cơ quan có thẩm quyền|lực lượng chức năng|cơ quan chức năng|đơn vị chức năng|nhà trường|cấp ủy|chính quyền|chính quyền các cấp|chính quyền địa phương"
)

/** What a set of bodies is made of, behind "các". */
export const PLURAL_NOUN = phrases(
  "chi , đảng bộ|cơ quan|đơn vị|ngành|ban|phòng|sở|cấp|địa phương|xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|đoàn thể|tổ chức|hội|chi hội|chi bộ|đảng bộ|đảng ủy|cấp ủy|chi ủy|" +
    "huyện ủy|quận ủy|thị ủy|thành ủy|tỉnh ủy|ubnd|ủy ban|hđnd|mttq|trường|doanh nghiệp|hợp tác xã|công ty|ban chỉ đạo|ban quản lý|tổ chức đảng|tổ chức cơ sở đảng|bộ|bộ phận|thôn|ấp|khu phố|tổ dân phố|đội|tổ|viện|" +
    "chủ đầu tư|nhà đầu tư|nhà thầu|lực lượng|trung tâm|công an|văn phòng|ngân hàng|hội đồng|cục|vụ|chi cục|chủ hồ|chủ rừng|chủ tàu|chủ cơ sở|chủ phương tiện|hộ dân|hộ|nhà mạng|nhà trường|trạm|khoa|khối|tiểu ban|cơ sở|nhà máy|điện lực|" +
    "bệnh viện|học viện|đại học|hiệp hội|câu lạc bộ|chi nhánh|công đoàn|tòa soạn|nhà khoa học|chuyên gia|" +
    "khu dân cư|lớp|đồn|đồn biên phòng|tiểu đoàn|trung đoàn|đại đội|trung đội|phân đội|phân xưởng|xí nghiệp|nông trường|lâm trường|tổ hợp tác|buôn|bản|làng|xóm|khóm|" +
    "liên danh|phân hiệu|nhà văn hóa|thư viện|phòng ban|điểm trường|hạt|tạp chí|báo|đài"
)

/** What an agency is for, several of them in its name: "Ban Quản lý các khu công nghiệp", "Công đoàn các khu công nghiệp". */
export const AREA = phrases("khu công nghiệp|khu kinh tế|khu chế xuất|khu công nghệ|khu đô thị|cụm công nghiệp")

/** Goes on with a set behind a comma, as "các cơ quan, ban ngành đoàn thể" or "các xã, thị trấn". */
export const PLURAL_MORE = phrases(
  "thành|thị|tổng công ty|công ty|tập đoàn|cục|vụ|viện|cán bộ|đảng viên|công chức|viên chức|người lao động|hội viên|đoàn viên|trung học cơ sở|trung học phổ thông|tiểu học|mầm non|mẫu giáo|thcs|thpt|ptdt nội trú|ptdtnt|ptdt bán trú|cao đẳng|đại học|trung cấp|ban ngành|ban, ngành|ban|ngành|đoàn thể|đơn vị|địa phương|cơ quan|phòng|xã|phường|thị trấn|đặc khu|thị xã|thành phố|huyện|quận|cấp|doanh nghiệp|hội|trường|chính quyền|hội đoàn thể|hội quần chúng|" +
    "giúp việc|tham mưu giúp việc|mặt trận|chi bộ|đảng bộ|cá nhân|tổ chức|tổ chức đảng|tổ chức chính trị|tổ chức xã hội|tổ chức liên quan|sở|lực lượng|nhà thầu|cơ quan tham mưu|cấp ủy|huyện ủy|thành ủy|thị ủy|quận ủy|đảng ủy|tỉnh ủy"
)

/** "các sở có kế hoạch …": what a set is told to have, where "các xã có …" tells which are meant. */
export const HAS_DUTY = phrases(
  "có trách nhiệm|có nhiệm vụ|có kế hoạch|có giải pháp|có biện pháp|có phương án|có văn bản|có báo cáo|có ý kiến|có hình thức|có lộ trình|có chương trình|có nghị quyết|có nhiều|có sự|có chuyển biến|có bước"
)

/** Tells which members of a set are meant. */
export const PREDICATE = phrases(
  "có|nơi có|nơi|còn|đang|chưa|chậm|được|được giao|bị|nằm trong|nằm trên|thuộc|trên địa bàn|trong vùng|ven|vùng|giáp|không"
)
export const IN_SET = phrases("liên quan|có liên quan|có thẩm quyền|trực thuộc")

export const LEVEL_WORD = phrases("trung ương|tỉnh|huyện|quận|thị xã|thành phố|xã|phường|thị trấn|đặc khu")

/** What ministries, departments, offices and committee boards are for; a comma or "và" inside does not end a name. */
export const FIELD = phrases(
  "xây dựng|tài chính|nội vụ|tư pháp|công thương|y tế|ngoại giao|ngoại vụ|quốc phòng|công an|thanh tra|giao thông vận tải|nông nghiệp|nông nghiệp và môi trường|" +
    "nông nghiệp và phát triển nông thôn|tài nguyên và môi trường|tài nguyên môi trường|giáo dục và đào tạo|giáo dục đào tạo|khoa học và công nghệ|khoa học , công nghệ|nội tổng hợp|ngoại tổng hợp|kế hoạch tổng hợp|hành chính tổng hợp|tổ chức cán bộ|hồi sức cấp cứu|chẩn đoán hình ảnh|vật tư - thiết bị y tế|công tác học sinh , sinh viên|công tác sinh viên|" +
    "công tác chính trị|kế toán|kế toán tài chính|kế toán - tài chính|công nghệ thông tin|hồi sức tích cực|hồi sức tích cực chống độc|hồi sức tích cực - chống độc|chống độc|hậu cần|hậu cần kỹ thuật|thông tin và truyền thông|" +
    "kế hoạch và đầu tư|văn hóa và thể thao|văn hóa , thể thao và du lịch|văn hóa , thể thao , du lịch|văn hóa , thể thao|văn hóa và thông tin|văn hóa - thông tin|văn hóa - xã hội|" +
    "văn hóa , khoa học và thông tin|văn hóa , xã hội|du lịch|dân tộc|dân tộc và tôn giáo|tài chính - kế hoạch|tài chính kế hoạch|kinh tế|kinh tế và hạ tầng|kinh tế - hạ tầng|" +
    "kinh tế , hạ tầng và đô thị|kinh tế - hạ tầng và đô thị|hạ tầng và đô thị|quản lý đô thị|quy hoạch - kiến trúc|quy hoạch và kiến trúc|an toàn thực phẩm|lao động - thương binh và xã hội|" +
    "lao động , thương binh và xã hội|tổ chức|tổ chức - nội vụ|tuyên giáo|tuyên giáo và dân vận|dân vận|nội chính|kiểm tra|công tác đảng|tnmt|tn&mt|nn&mt|nn&ptnt|nnmt|vhttdl|vh , tt&dl|vhtt&dl|" +
    "phát thanh và truyền hình|phát thanh , truyền hình|phát thanh - truyền hình|chính sách , chiến lược|chính sách và chiến lược|thông tin , thể thao|" +
    "gd&đt|gdđt|kh&cn|khcn|kh&đt|tt&tt|tttt|lđtbxh|lđ - tb&xh|lđtb&xh|tckh|tc - kh|gtvt|ct|xd|tc|nv|tp|yt"
)

/** What one office is for, though a list of two could be read there: "Vụ Kế hoạch, Tài chính". */
export const FIELD_PAIR = phrases(
  "kế hoạch , tài chính|tổ chức , hành chính|hành chính , tổng hợp|hành chính , quản trị|hành chính , tổ chức|tổ chức , cán bộ|tổ chức , kiểm tra|tổ chức đảng , đảng viên|tổ chức cơ sở đảng , đảng viên|kế hoạch , tổng hợp|" +
    "kế hoạch , nghiệp vụ|khoa học , công nghệ|tuyên truyền , báo chí - xuất bản|báo chí , xuất bản|lý luận chính trị , lịch sử đảng|đoàn thể , các hội|dân tộc , tôn giáo|cơ yếu , công nghệ thông tin|tài chính , kế toán|tài chính , kế hoạch|kỹ thuật , an toàn"
)

/** Lower-case words that a name goes on with. */
export const NAME_MORE = phrases(
  "nhân dân|nhà nước|khu vực|việt nam|tổ quốc|ủy|trung ương|cấp tỉnh|cấp huyện|cấp xã|cấp trên|cấp dưới|cùng cấp|thuộc|trực thuộc|vũ trang|biên phòng|quân sự|xã hội|tỉnh|huyện|quận|thị xã|thành phố|xã|phường|thị trấn|" +
    "đặc khu|thôn|ấp|khu phố|tổ dân phố|huyện ủy|tỉnh ủy|thành ủy|đảng ủy|quận ủy|thị ủy|ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân|cổ phần|tnhh|trách nhiệm hữu hạn|một thành viên|" +
    "cơ sở|liên huyện|liên xã|liên phường|liên ngành|liên tỉnh|đảng|chính phủ|mặt trận tổ quốc|ubmttq|mttq|nhân dân|tối cao|phụ trách|thường trực|chuyên trách"
)

/** Whose a body is, in lower case at the end of its name: "Công đoàn trường", "Đảng ủy tổng công ty". */
export const OWNER_NOUN = phrases(
  "địa phương|sở tại|trường|nhà trường|bệnh viện|học viện|viện|công ty|tổng công ty|tập đoàn|ngành|cơ quan|đơn vị|xí nghiệp|nhà máy|sở|bộ|cục|khối|hội|ngân hàng|trung tâm"
)

/** Bodies whose names say at length what they are for, also in lower case. */
export const LONG_HEAD = phrases(
  "ban đại diện|ban liên lạc|ban vận động|ban qlda|ban qlda đtxd|công ty|tổng công ty|ban quản lý|ban chỉ đạo|tổ công tác|trung tâm|hợp tác xã|trường|hội|hội đồng|quỹ|ngân hàng|hiệp hội|liên hiệp|liên hiệp các hội|liên minh|viện|chi cục|cơ quan|bệnh viện|bql|bqlda|lực lượng|tổ|đội|câu lạc bộ|cơ sở|nhà máy|xí nghiệp|cảng vụ|vườn quốc gia"
)

/** Says nothing by itself: the next word is part of the name, also where it looks like a verb. */
export const NEEDS_NAME = phrases("trung tâm|ban quản lý|ban chỉ đạo|hội đồng|tổ công tác|đoàn|ban điều hành")

/** What an agency does to something, with a capital inside its name: what it does it to is named next. */
export const WORKS_ON = phrases(
  "quản lý|đầu tư|phát triển|xúc tiến|đăng ký|nghiên cứu|hỗ trợ|kiểm soát|kiểm định|giám sát|khai thác|bảo vệ|phục vụ|dịch vụ|chuyển đổi|giám định|đánh giá|ứng dụng|tư vấn|huy động|giải quyết|tiếp nhận|điều hành|bảo trợ|thi hành|kiểm nghiệm|cung ứng"
)

/** Looks like a verb and is none, in such a name. */
export const IN_NAME = phrases(
  "đầu tư xây dựng|xây dựng công trình|xây dựng cơ bản|xây dựng nông thôn mới|quản lý dự án|phát triển quỹ đất|phục vụ hành chính công|phòng , chống|giải phóng mặt bằng|chuyển đổi số|cải cách hành chính|" +
    "cải cách tư pháp|đăng ký đất đai|kiểm soát bệnh tật|điều hành|hỗ trợ nông dân|bảo vệ môi trường|bảo trợ xã hội|phát triển kinh tế|thi hành án|tổ chức bầu cử|thi đua - khen thưởng|thi đua khen thưởng|" +
    "dịch vụ công ích|bồi thường , hỗ trợ và tái định cư|bồi thường , hỗ trợ tái định cư|bồi thường , giải phóng mặt bằng|bồi thường giải phóng mặt bằng|bồi thường giải phóng mặt bằng và tái định cư|cảnh sát điều tra|an ninh điều tra|cảnh sát quản lý|" +
    "phòng cháy , chữa cháy|phòng cháy và chữa cháy|phòng cháy chữa cháy|phòng cháy , chữa cháy và cứu nạn , cứu hộ|phòng cháy chữa cháy và cứu nạn cứu hộ|việc làm|có công|cai nghiện|thú y|thực phẩm|quản lý khai thác|quản lý các|xúc tiến đầu tư|xúc tiến thương mại|hậu cần|bầu cử"
)

/** The words by which one does something to an agency's order, and what stands before them: they end a name. */
export const NAME_END = phrases(
  "kết quả|tình hình|tiến độ|nội dung|phương án|số liệu|danh sách|những|các nội dung|các vấn đề|chỉ đạo|tạo điều kiện|tham mưu|phối hợp|chủ trì|chủ động|xây dựng|tổ chức|hướng dẫn|báo cáo|liên hệ|triển khai|thực hiện|rà soát|kiểm tra|giám sát|theo dõi|đôn đốc|" +
    "tiếp tục|khẩn trương|kịp thời|sớm|ngay|nghiên cứu|đề xuất|đề nghị|xem xét|giải quyết|hoàn thành|hoàn thiện|hoàn chỉnh|hoàn tất|quan tâm|tăng cường|đẩy mạnh|đẩy nhanh|phát huy|nâng cao|bố trí|hỗ trợ|" +
    "lãnh đạo|quán triệt|tuyên truyền|vận động|ban hành|trình|lập|xác định|xác minh|xác nhận|làm|làm rõ|làm việc|thẩm định|thẩm tra|phê duyệt|thống nhất|quyết định|chuẩn bị|chấn chỉnh|khắc phục|" +
    "rút kinh nghiệm|nghiêm túc|thường xuyên|định kỳ|hằng|hàng|căn cứ|trên cơ sở|thông báo|thông tin|gửi|nộp|tiếp nhận|tiếp thu|giao|yêu cầu|phân công|cử|mời|họp|chủ tọa|chịu trách nhiệm|" +
    "có trách nhiệm|cần|phải|được|đã|sẽ|đang|là|làm đầu mối|để|khi|về|đối với|với|cho|trong|trước|sau|tại|theo|nhằm|bằng|từ|đến|như|nếu|do|bởi|vì|có|không|chưa|còn|vẫn|cơ bản|hoạt động|" +
    "tập trung|đánh giá|tổng hợp|công bố|công khai|niêm yết|bàn giao|bảo đảm|đảm bảo|duy trì|củng cố|kiện toàn|huy động|cân đối|phân bổ|cấp|chi|chi trả|thu|thu hồi|thu thập|mở|cung cấp|trả lời|cho ý kiến|xin ý kiến|lấy ý kiến|" +
    "có ý kiến|góp ý|tham gia ý kiến|nhất trí|đồng ý|cùng|cũng như|đồng thời|hoặc|trực tiếp|tiến hành|khảo sát|sắp xếp|phân tích|phân loại|cập nhật|biết|nắm|nghe|trao đổi|tham gia|tham dự|dự|phát biểu|trình bày|kết luận|" +
    "vào|quyết liệt|nhanh chóng|tích cực|bám sát|chú trọng|ưu tiên|tranh thủ|kiểm điểm|kiểm kê|kiểm đếm|kiểm soát|kiểm định|quản lý|bảo vệ|xử lý|thanh tra|điều tra|điều chỉnh|điều hành|bổ sung|sửa đổi|thay thế|thống kê|" +
    "thanh toán|quyết toán|giải ngân|giải phóng|giải trình|di dời|cắm mốc|đo đạc|khởi công|thi công|nghiệm thu|đưa|lựa chọn|đấu giá|đấu thầu|mua sắm|tiếp|tuyển dụng|tuyển chọn|bồi dưỡng|đào tạo|tập huấn|" +
    "phân định|phân cấp|ủy quyền|đăng ký|giới thiệu|vào cuộc|ra quân|tuần tra|canh gác|ứng phó|phòng ngừa|phòng chống|ngăn chặn|phát hiện|phát động|phát triển|khai thác|tháo gỡ|tháo dỡ|cưỡng chế|tiêm|khoanh|" +
    "dừng|chấm dứt|hủy|rút|chuyển|đề ra|đề cao|nêu cao|thể hiện|gương mẫu|giữ|giữ vững|giúp|giảm|tăng|khuyến khích|tư vấn|ký|ký kết|ghi|lưu|in|mua|bán|sử dụng|đầu tư|sửa chữa|nâng cấp|duy tu|cải tạo|vệ sinh|" +
    "lồng ghép|gắn|học tập|thi đua|chăm lo|thăm|tặng|khen thưởng|biểu dương|xét|công nhận|bầu|bổ nhiệm|bảo quản|vận hành|khôi phục|kết nối|mở rộng|hình thành|thành lập|giải thể|sáp nhập|đóng|thuê|nhận|khai|kê khai|" +
    "định hướng|cụ thể hóa|rà|dự kiến|dự trù|dự báo|dự thảo|soạn thảo|tổng kết|sơ kết|chậm nhất|muộn nhất|tự|nhắc nhở|phê bình|truy thu|xác lập|cho phép|chấp hành|chịu|bố|dành|ổn định|chỉnh trang|chỉnh lý|số hóa|nhập|" +
    "đi đầu|quy hoạch|kêu gọi|thu hút|xúc tiến|tái|tìm|nhân rộng|đối thoại|tiếp cận|thực thi|kiến nghị|phản ánh|thí điểm|áp dụng|vướng mắc|phụ trách|đại diện|đóng góp|ủng hộ|hưởng ứng|khẳng định|duyệt|chọn|lập kế hoạch|đặt|cam kết|trực ban|trực 24|trực 24/24|túc trực|tạm dừng|nghiêm cấm|làm chủ|trồng|dự báo|đóng cửa|sửa|dọn|nạo vét|gia cố|thu gom|thu dọn|lắp đặt|tổng vệ sinh|đối chiếu|đối soát|tính toán|khởi tố|xét xử|kháng nghị|phổ biến|in ấn|phát hành|đền bù|bồi thường|đi từng|đi đến|đi tới|đi cơ sở|đi thực tế|đi kiểm tra|đi vận động|đi rà soát|đi sâu|trữ sẵn|dự trữ|rào chắn|rào lại|ém nước|bám nắm|bám lịch|bám địa bàn|bám cơ sở|bám dân|tập hợp|dẹp bỏ|dẹp chợ|dẹp các|giải tán|bơm tát|bơm nước|tát nước|đắp đập|đắp đê|đắp bờ|gia công|thu hoạch|xuống giống|bón phân|vận chuyển|bốc xếp|điểm danh|di dân|phát hoang|đốn hạ|chặt hạ|cắt tỉa|che phủ|phủ bạt|khử khuẩn|tẩy rửa|xả nước|xả lũ|đóng cống|mở cống|trích xuất|truy xuất|in sao|chuyển phát|đón tiếp|phục dựng|phục chế|phân làn|chốt chặn|đặt biển|gắn biển|kẻ vạch|tập luyện|chấm thi|ra đề|coi thi|chạy máy|đóng điện|cắt điện|hạ tải|thay thế|đấu nối|thông tuyến|thông cống|hút bùn|" +
    "hòa giải|rà phá|lấy mẫu|khử trùng|tiêu hủy|điều động|luân chuyển|biệt phái|thuyết minh|lập lại|xóa|cứu hộ|cứu nạn|chữa cháy|nhập dữ liệu|tự giác|xuống|đăng tải|phát sóng|phân luồng|sơ tán|di chuyển|trang bị|rút ngắn|cắt giảm|đơn giản hóa|tinh giản|hoàn trả|hoàn ứng|đấu tranh|thỏa thuận|tạm ứng|chia sẻ|đồng hành|hiệp thương|chú ý|lưu ý|thu xếp|truy quét|triệt phá|triệt xóa|xử phạt|tịch thu|cấp cứu|bồi hoàn|thí nghiệm|chạy thử|hiệu chỉnh|cấp phép|cấp đổi|chứng thực|hạch toán|phân khai|phân phối|thảm nhựa|thay mới|gia hạn|rút ngắn|nhắn tin|cảnh báo|khuyến cáo|kiên quyết|kiên trì|linh hoạt|sâu sát|nỗ lực|phấn đấu|tranh thủ|sơ tuyển|khám tuyển|tuyển quân|giao quân|thảo luận|bàn bạc|phản biện|cải chính|phúc tra|phúc khám|hạ|quyết nghị|thông qua|tán thành|biểu quyết|chấp thuận|biên soạn|tiết giảm|tiết kiệm|thoái vốn|niêm phong|trả|hạn chế|biên tập|chống|cấm|tôn vinh|siết chặt|ứng dụng|gắn kết|ứng trực|trực|nhận diện|phục hồi|phục vụ|chấm điểm|cắm biển|cắm|xếp loại|xếp hạng|phủ sóng|tinh gọn|cơ cấu lại|tái cơ cấu|đa dạng hóa|tối ưu hóa|hiện đại hóa|chuẩn hóa|tích hợp|hợp nhất|sàng lọc|tầm soát|trích lập|định giá|miễn giảm|phong tỏa|phun|lấy phiếu|bảo trì|thẩm vấn|tấn công|trấn áp|kết nạp|sinh hoạt|bù đắp|kích hoạt|rà quét|ghi nhận|tiêu thụ|ngừng|cấp phát|mượn|cho mượn|cho thuê|giao ban|xây lắp|kéo|thả|vá|rải|tổng kiểm tra|tổng rà soát|tổng kiểm kê|tổng điều tra|tổng duyệt|tổng dọn|phát quang|phát dọn|phát tin|phát thẻ|phát tờ|phát miễn phí|xung kích trong|xung kích đi đầu|xung kích thực hiện|xung kích tham gia|xung kích , tình nguyện|hiến kế|tiên phong|làm nòng cốt|lấy|soát xét|gặp gỡ|hỏi ý kiến|khơi thông|san gạt|san lấp|giải tỏa|đổi mới|cải thiện|thúc đẩy|lắng nghe|sẵn sàng|đình chỉ|khống chế|dập dịch|khoanh vùng|tiêu độc|quyên góp|đề bạt|cách chức|khiển trách|cảnh cáo|thụ lý|truy tố|truy vết|cách ly|gieo cấy|tôn tạo|trùng tu|sưu tầm|trưng bày|cài đặt|mã hóa|sao lưu|bình xét|bình chọn|suy tôn|miễn nhiệm|bãi nhiệm|thông quan|trục vớt|che chắn|chằng chống|tích trữ|tích nước|đấu nối|đổi tên|thu mua|chuyển giao|khánh thành|khai trương|kết thúc|tạm giữ|xác thực|thu dung|bao tiêu|lưu giữ|khoanh nuôi|làm sạch|giải đáp|trả lại|thanh lý|bồi đắp|khởi động|trao|đón|tiễn|thăm hỏi|tổ chức lại|phân cấp|phân quyền|đàm phán|hội chẩn|khởi kiện|đưa tin|từ chối|thương thảo|thương lượng|nêu rõ|cho biết|kiến thiết|luyện tập|diễn tập|hội ý|chốt|khoán|tập kết|tập huấn|viết|vẽ|chụp|soạn|dựng|nấu|nhổ|treo|dán|quét|chở|lợp|lát"
)

/** Says how things are, not what is to be done: a body before it is not told anything. */
export const TELLS = phrases(
  "đã|đang|chưa|còn|vẫn|vẫn còn|luôn|luôn luôn|đạt|đạt được|được|bị|là|cơ bản|có nhiều|có sự|có chuyển biến|có bước|có lúc|có nơi|chậm|không|rất|thì|hiện|hiện nay|hiện đang|và|hoặc|trong|tại|trên|do|về|vướng mắc|kết quả|tình hình|tiến độ|nội dung|phương án|số liệu|danh sách|những|các nội dung|các vấn đề|báo cáo tại|đề xuất tại|đề nghị tại"
)

/** "Phải", "có trách nhiệm", or a manner of doing: whoever stands before it is told to do it. */
export const OUGHT = phrases(
  "cần|phải|cần phải|có trách nhiệm|chịu trách nhiệm|chịu trách nhiệm chính|chủ trì|phối hợp|khẩn trương|tập trung|chủ động|kịp thời|tiếp tục|nghiêm túc|căn cứ|theo chức năng|trực tiếp|quyết liệt|có nhiệm vụ|có kế hoạch|" +
    "có giải pháp|có biện pháp|có phương án|có văn bản|làm đầu mối|thường xuyên|định kỳ|sớm|ngay|theo nhiệm vụ|trên cơ sở|theo thẩm quyền|chậm nhất|là cơ quan đầu mối|là đầu mối|được giao làm đầu mối|được giao chủ trì|được giao nhiệm vụ|không được|không để|tuyệt đối không|kiên quyết không|dứt khoát không|cùng chủ trì|đồng chủ trì|là cơ quan thường trực"
)

/** The organs that share a prefix and a level in a list: "Thường trực Huyện ủy, HĐND, UBND, UBMTTQ huyện". */
export const BARE_ORGAN = phrases(
  "hu|tu|đu|huyện ủy|tỉnh ủy|thành ủy|quận ủy|thị ủy|đảng ủy|hđnd|hội đồng nhân dân|ubnd|ủy ban nhân dân|ubmttq|ubmttqvn|ub mttq|ub mttqvn|ub mttq vn|mttq|mttqvn|ủy ban mttq|ủy ban mttqvn|ủy ban mttq việt nam|" +
    "ủy ban mặt trận tổ quốc|ủy ban mặt trận tổ quốc việt nam|ban thường trực ủy ban mttq|ban thường trực ubmttq"
)

/** What shares a level in a list and no prefix: "Công an, Viện KSND, TAND tỉnh". */
export const LEVEL_ORGAN = phrases(
  "công an|viện ksnd|vksnd|viện kiểm sát nhân dân|tand|tòa án nhân dân|ban chqs|bộ chqs|bch quân sự|ban chỉ huy quân sự|bộ chỉ huy quân sự|văn phòng hđnd|đảng đoàn hđnd|đảng đoàn hội đồng nhân dân|" +
    "ban cán sự đảng ubnd|ban cán sự đảng ủy ban nhân dân|bcs đảng ubnd|đảng đoàn ubmttq|đảng đoàn ủy ban mttq|đảng đoàn mttq|đảng ủy hđnd|đảng ủy ubnd|đoàn đbqh|hội nông dân|hội cựu chiến binh|hội liên hiệp phụ nữ|hội lhpn|đoàn thanh niên|đoàn tncs hồ chí minh|đoàn tncs hcm|đoàn tncs|đoàn thanh niên cộng sản hồ chí minh|hội chữ thập đỏ|hội người cao tuổi|hội khuyến học|hội luật gia|mặt trận tổ quốc|liên đoàn lao động|công đoàn|đoàn tn|hội phụ nữ|hội lhtn|hạt kiểm lâm|kho bạc nhà nước|kbnn|bảo hiểm xã hội|bhxh|chi cục thuế|chi cục thống kê|chi cục thi hành án dân sự|ngân hàng chính sách xã hội|hđtv|hđqt|hội đồng thành viên|hội đồng quản trị|ban kiểm soát|ban tgđ|ban tổng giám đốc|ban giám đốc"
)

/** The boards of a committee, which share its name in a list: "Ban Tổ chức, Văn phòng Huyện ủy". */
export const STAFF_ORGAN = phrases(
  "btc|btg|btgdv|bdv|bnc|vp|ban tổ chức|ban tuyên giáo|ban tuyên giáo và dân vận|ban dân vận|ban nội chính|ban kinh tế|ủy ban kiểm tra|ubkt|văn phòng"
)
export const COMMITTEE = phrases("huyện ủy|tỉnh ủy|thành ủy|quận ủy|thị ủy|đảng ủy")

/** Written with a capital and nobody: documents, events, works, places, spans of time. */
export const NOBODY = phrases(
  "nghị quyết|kế hoạch|chỉ thị|luật|bộ luật|nghị định|thông tư|quyết định|kết luận|thông báo|chương trình|đề án|dự án|công văn|công điện|quy định|quy chế|hướng dẫn|tết|đại hội|lễ|hội nghị|việt nam|quý|tháng|năm|ngày|tuần|" +
    "dự thảo|tờ trình|báo cáo|phương án|khu|cụm|tuyến|đường|cầu|công trình|quốc lộ|tỉnh lộ|cao tốc|hồ sơ|danh sách|nội dung|việc|công tác|nhiệm vụ|giấy|nhân dân|chủ trương|thời gian|nhà nước|đảng|phụ lục|điều|khoản|mục|điểm|số|" +
    "đêm|buổi|buổi sáng|buổi chiều|buổi tối|sáng|chiều|tối|trưa|hôm|dịp|mùa|cuộc|hệ thống|cổng|trang|biển|sông|kênh|rạch|đê|kè|chợ|trường hợp|hộ|thửa|lô|gói|nguồn|vốn|cơ chế|phong trào|giải|chiến lược|quy hoạch|mô hình|hạng mục|tiểu dự án|về|phần|riêng|một|hai|tình hình|kết quả|bệnh|dịch|bão|hồ|đập|cảng cá|đảo|vịnh|giải pháp|chỉ tiêu|biện pháp|hoạt động|sản phẩm|dữ liệu|thông tin|văn bản|khoản|thủ tục|vấn đề|sự kiện|lĩnh vực|yêu cầu|vị trí|diện tích|vướng mắc|hành vi|tài liệu|chính sách|đề xuất|ý kiến|đối tượng|mặt|" +
    "tiêu chí|điều kiện|bước|khâu|loại|hình thức|vụ|vi phạm|khuyết điểm|ưu điểm|sai phạm|thiếu sót|nỗ lực|thành tựu|tồn tại|hạn chế|khó khăn|kiến nghị|công việc|tuyến đường|ca|bài|môn|nước|nguyên nhân|rủi ro|mức|giá|phương tiện|thiết bị|khu vực|địa bàn|điểm nghẽn|căn cứ|cơ hội|thành tích|kinh phí|nội quy|tập quán|hiện tượng|tình trạng|nghề|ngành nghề"
)
