"""The people of Hà Giang in 2020: invented names, one for every role, and what each is good for. Plain data."""

from __future__ import annotations

from typing import Final

from motcua.management.demo.story import Person, Resident

PROVINCE: Final = "H22"
PROVINCE_OFFICE: Final = "000.00.01.H22"
CENTRE: Final = "000.00.22.H22"
JUSTICE: Final = "000.00.02.H22"
INVESTMENT: Final = "000.00.03.H22"
TRANSPORT: Final = "000.00.05.H22"
HEALTH: Final = "000.00.07.H22"
AGRICULTURE: Final = "000.00.10.H22"
POST: Final = "000.00.50.H22"
DONG_VAN: Final = "000.00.32.H22"
DONG_VAN_UNIT: Final = "000.01.32.H22"
NGUYEN_TRAI: Final = "000.02.31.H22"
NGUYEN_TRAI_POLICE: Final = "000.60.31.H22"
SOCIAL_INSURANCE: Final = "000.61.31.H22"
NGUYEN_TRAI_UNIT: Final = "001.02.31.H22"
LUNG_CU: Final = "000.03.32.H22"
LUNG_CU_UNIT: Final = "001.03.32.H22"
MINH_KHAI_POINT: Final = "002.03.31.H22"


PEOPLE: Final = (
    # The province: policy, its watchers and its keepers.
    Person("hanh.chinhsach", "Lù Thị Hạnh", "Chuyên viên Kiểm soát thủ tục hành chính", PROVINCE_OFFICE,
           ("policy_officer",), "Tải lên công văn 905, xem phần mềm hiểu gì, sửa và trình", PROVINCE, True),
    Person("dung.lanhdao", "Hoàng Văn Dũng", "Phó Chủ tịch UBND tỉnh", PROVINCE,
           ("leader",), "Duyệt chính sách do người khác trình", main=True),
    Person("mai.giamsat", "Đặng Thị Mai", "Trưởng phòng Kiểm soát thủ tục hành chính", PROVINCE_OFFICE,
           ("supervisor",), "Xem hồ sơ sắp hạn, quá hạn và nhật ký của toàn tỉnh", PROVINCE, True),
    Person("tuan.danhmuc", "Nguyễn Minh Tuấn", "Chuyên viên quản lý danh mục thủ tục", PROVINCE_OFFICE,
           ("catalogue_officer",), "Xem danh mục thủ tục", PROVINCE),
    Person("quan.cntt", "Phạm Hồng Quân", "Quản trị hệ thống", PROVINCE_OFFICE,
           ("ict_admin",), "Xem tình trạng hệ thống", PROVINCE),
    # The provincial centre.
    Person("lan.tiepnhan", "Nguyễn Thị Lan", "Công chức tiếp nhận", CENTRE,
           ("receiving_officer",), "Tiếp nhận hồ sơ ở trung tâm của tỉnh", main=True),
    Person("huong.traketqua", "Vi Thu Hương", "Công chức trả kết quả", CENTRE,
           ("returning_officer", "cashier"), "Thu phí, trả kết quả ở trung tâm của tỉnh"),
    Person("son.giamdoc", "Nông Văn Sơn", "Giám đốc Trung tâm", CENTRE,
           ("unit_head",), "Chọn ngày mở quầy trong phạm vi được giao", main=True),
    Person("khanh.cua", "Lý Gia Khánh", "Người kiểm soát cửa", CENTRE,
           ("entry_marshal",), "Xem biện pháp ở cửa và số người trong phòng"),
    # Departments that resolve the centre's procedures.
    Person("binh.thuly", "Trần Thanh Bình", "Chuyên viên Phòng Hành chính tư pháp", JUSTICE,
           ("processing_officer",), "Thụ lý phiếu lý lịch tư pháp"),
    Person("nga.pheduyet", "Đỗ Thúy Nga", "Phó Giám đốc Sở Tư pháp", JUSTICE,
           ("approver",), "Phê duyệt phiếu lý lịch tư pháp"),
    Person("hoa.vanthu", "Bùi Thị Hoa", "Văn thư Sở Tư pháp", JUSTICE,
           ("seal_keeper",), "Đóng dấu phiếu lý lịch tư pháp"),
    Person("thang.thuly", "Cao Đức Thắng", "Chuyên viên Phòng Quản lý vận tải", TRANSPORT,
           ("processing_officer",), "Thụ lý đổi giấy phép lái xe"),
    Person("cuong.pheduyet", "Ma Văn Cường", "Phó Giám đốc Sở Giao thông vận tải", TRANSPORT,
           ("approver",), "Phê duyệt giấy phép lái xe"),
    Person("yen.vanthu", "Lâm Hải Yến", "Văn thư Sở Giao thông vận tải", TRANSPORT,
           ("seal_keeper",), "Đóng dấu giấy phép lái xe"),
    Person("phuc.thuly", "Trịnh Hữu Phúc", "Chuyên viên Phòng Đăng ký kinh doanh", INVESTMENT,
           ("processing_officer",), "Thụ lý đăng ký doanh nghiệp"),
    Person("ngan.pheduyet", "Tạ Kim Ngân", "Trưởng phòng Đăng ký kinh doanh", INVESTMENT,
           ("approver",), "Phê duyệt đăng ký doanh nghiệp"),
    Person("linh.vanthu", "Phùng Mỹ Linh", "Văn thư Sở Kế hoạch và Đầu tư", INVESTMENT,
           ("seal_keeper",), "Đóng dấu giấy đăng ký doanh nghiệp"),
    Person("toan.thuly", "Lục Văn Toàn", "Chuyên viên Chi cục Chăn nuôi và Thú y", AGRICULTURE,
           ("processing_officer",), "Thụ lý chứng chỉ hành nghề thú y"),
    Person("chi.pheduyet", "Mai Linh Chi", "Chi cục trưởng Chăn nuôi và Thú y", AGRICULTURE,
           ("approver",), "Phê duyệt chứng chỉ hành nghề thú y"),
    Person("luong.vanthu", "Lò Thị Lượng", "Văn thư Sở Nông nghiệp", AGRICULTURE,
           ("seal_keeper",), "Đóng dấu chứng chỉ hành nghề thú y"),
    # A district.
    Person("pao.tiepnhan", "Sùng Mí Páo", "Công chức tiếp nhận", DONG_VAN_UNIT,
           ("receiving_officer",), "Tiếp nhận hồ sơ ở huyện Đồng Văn"),
    Person("dinh.traketqua", "Vừ Thị Dính", "Công chức trả kết quả", DONG_VAN_UNIT,
           ("returning_officer", "cashier"), "Thu phí, trả kết quả ở huyện Đồng Văn"),
    Person("say.truongbophan", "Vàng Thị Say", "Trưởng Bộ phận Một cửa huyện", DONG_VAN_UNIT,
           ("unit_head",), "Chọn ngày mở quầy ở huyện Đồng Văn"),
    Person("tinh.thuly", "Giàng Mí Tính", "Chuyên viên Phòng Tài chính - Kế hoạch", DONG_VAN,
           ("processing_officer",), "Thụ lý hộ kinh doanh, đất đai, xây dựng"),
    Person("lien.pheduyet", "Ngô Bích Liên", "Phó Chủ tịch UBND huyện Đồng Văn", DONG_VAN,
           ("approver",), "Phê duyệt ở huyện Đồng Văn"),
    Person("my.vanthu", "Thào Thị Mỷ", "Văn thư UBND huyện Đồng Văn", DONG_VAN,
           ("seal_keeper",), "Đóng dấu ở huyện Đồng Văn"),
    Person("minh.chutich", "Lê Quang Minh", "Chủ tịch UBND huyện Đồng Văn", DONG_VAN,
           ("leader",), "Duyệt phương án hoạt động của huyện"),
    # A ward of the town, where most dossiers of the demo go.
    Person("thao.tiepnhan", "Phan Phương Thảo", "Công chức tiếp nhận", NGUYEN_TRAI_UNIT,
           ("receiving_officer",), "Tiếp nhận hồ sơ khai sinh nộp trên mạng và ở quầy", main=True),
    Person("duc.thuly", "Triệu Minh Đức", "Công chức tư pháp - hộ tịch", NGUYEN_TRAI,
           ("processing_officer",), "Thụ lý hồ sơ của phường", main=True),
    Person("vinh.pheduyet", "Đinh Quốc Vinh", "Phó Chủ tịch UBND phường", NGUYEN_TRAI,
           ("approver",), "Phê duyệt kết quả", main=True),
    Person("ha.vanthu", "Dương Thu Hà", "Văn thư UBND phường", NGUYEN_TRAI,
           ("seal_keeper",), "Đóng dấu kết quả", main=True),
    Person("tam.traketqua", "Hà Thanh Tâm", "Công chức trả kết quả", NGUYEN_TRAI_UNIT,
           ("returning_officer", "cashier"), "Thu lệ phí, trả kết quả cho người dân", main=True),
    Person("thu.truongbophan", "Chu Anh Thư", "Trưởng Bộ phận Một cửa phường", NGUYEN_TRAI_UNIT,
           ("unit_head",), "Chọn ngày mở quầy ở phường Nguyễn Trãi"),
    Person("nhung.tiepnhan", "Ma Thị Nhung", "Công chức tiếp nhận", NGUYEN_TRAI_UNIT,
           ("receiving_officer",), "Gọi số ở quầy thứ hai, làm thay khi đồng nghiệp vắng"),
    Person("dao.cua", "Lò Văn Đạo", "Người kiểm soát cửa", NGUYEN_TRAI_UNIT,
           ("entry_marshal",), "Quét thẻ, đo thân nhiệt, cho vào ở phường Nguyễn Trãi", main=True),
    # The offices of the linked set: birth, residence, insurance.
    Person("khoa.conganphuong", "Nông Đăng Khoa", "Cán bộ Công an phường", NGUYEN_TRAI_POLICE,
           ("processing_officer", "approver"), "Đăng ký thường trú cho trẻ trong hồ sơ liên thông"),
    Person("van.baohiem", "Lục Thùy Vân", "Viên chức Bảo hiểm xã hội thành phố", SOCIAL_INSURANCE,
           ("processing_officer", "approver"), "Cấp thẻ bảo hiểm y tế cho trẻ trong hồ sơ liên thông"),
    Person("hien.yte", "Đàm Thu Hiền", "Chuyên viên Sở Y tế", HEALTH,
           ("health_officer",), "Truy vết người cùng phòng khi có ca bệnh", PROVINCE),
    # A commune far from the town: few people, several hats.
    Person("chu.tiepnhan", "Vàng Mí Chứ", "Công chức tiếp nhận và trả kết quả", LUNG_CU_UNIT,
           ("receiving_officer", "returning_officer", "cashier"), "Tiếp nhận và trả kết quả ở xã Lũng Cú"),
    Person("sinh.thuly", "Giàng Thị Sính", "Công chức tư pháp - hộ tịch", LUNG_CU,
           ("processing_officer",), "Thụ lý hồ sơ của xã Lũng Cú"),
    Person("na.pheduyet", "Lầu Mí Ná", "Phó Chủ tịch UBND xã", LUNG_CU,
           ("approver",), "Phê duyệt ở xã Lũng Cú"),
    Person("vu.vanthu", "Sình Thị Vư", "Văn thư UBND xã", LUNG_CU,
           ("seal_keeper",), "Đóng dấu ở xã Lũng Cú"),
    # Beside the offices.
    Person("phuong.buudien", "Lương Thị Phượng", "Nhân viên bưu điện", POST,
           ("postal_clerk",), "Nhận hồ sơ và giao kết quả tận nhà"),
    Person("trang.hotro", "Hoàng Thu Trang", "Đoàn viên thanh niên", MINH_KHAI_POINT,
           ("support_helper",), "Giúp người dân nộp hồ sơ trên mạng"),
)  # fmt: skip


RESIDENTS: Final = (
    Resident("Nguyễn Thị Hoài", "002195000017", "1995-03-08", "0912000017", "Tổ 5, phường Nguyễn Trãi, TP. Hà Giang"),
    Resident("Sùng Thị Dợ", "002152000028", "1952-01-01", "0912000028", "Thôn Lô Lô Chải, xã Lũng Cú, huyện Đồng Văn"),
    Resident("Hoàng Văn Tài", "002088000039", "1988-07-20", "0912000039", "Tổ 2, phường Minh Khai, thành phố Hà Giang"),
    Resident("Lý Thị Mẩy", "073000041", "1979-11-05", "0912000041", "Thị trấn Đồng Văn, huyện Đồng Văn"),
    Resident("Trần Văn Hòa", "002093000052", "1993-05-12", "0912000052", "Tổ 5, phường Nguyễn Trãi, TP. Hà Giang"),
)  # fmt: skip
