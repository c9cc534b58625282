"""Tuyên Quang on Monday 14 September 2026: communes without districts, in the season of storms. Plain data.

The people and their numbers are invented. Who resolves what follows the two levels of government since 1 July 2025:
what districts did, communes do; driving licences and criminal records are with the police.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from motcua.management.demo.places import RESULTS
from motcua.management.demo.rooms import room
from motcua.management.demo.story import Booked, Person, Place, Post, Resident, Story
from motcua.rulebook.vietnamese import VIETNAM

PROVINCE: Final = "H60"
PROVINCE_OFFICE: Final = "H60.01"
CENTRE: Final = "H60.01.01"
JUSTICE: Final = "H60.02"
FINANCE: Final = "H60.03"
AGRICULTURE: Final = "H60.04"
BUILDING: Final = "H60.05"
HEALTH: Final = "H60.06"
POLICE: Final = "H60.40"
POST: Final = "H60.50"
MINH_XUAN: Final = "H60.175"
MINH_XUAN_CENTRE: Final = "H60.175.01"
LUNG_CU: Final = "H60.105"
LUNG_CU_CENTRE: Final = "H60.105.01"
LUNG_CU_POINT: Final = "H60.105.02"

PEOPLE: Final = (
    # The province: policy, its watchers and its keepers.
    Person("hanh.chinhsach", "Lù Thị Hạnh", "Chuyên viên Kiểm soát thủ tục hành chính", PROVINCE_OFFICE,
           ("policy_officer",), "Tải lên công văn 3120 hoặc 3188, xem phần mềm hiểu gì, sửa và trình", PROVINCE, True),
    Person("dung.lanhdao", "Hoàng Văn Dũng", "Phó Chủ tịch UBND tỉnh", PROVINCE,
           ("leader",), "Duyệt chính sách do người khác trình", main=True),
    Person("mai.giamsat", "Đặng Thị Mai", "Trưởng phòng Kiểm soát thủ tục hành chính", PROVINCE_OFFICE,
           ("supervisor",), "Xem hồ sơ sắp hạn, quá hạn và nhật ký của toàn tỉnh", PROVINCE, True),
    Person("tuan.danhmuc", "Nguyễn Minh Tuấn", "Chuyên viên quản lý danh mục thủ tục", PROVINCE_OFFICE,
           ("catalogue_officer",), "Xem danh mục thủ tục", PROVINCE),
    Person("quan.cntt", "Phạm Hồng Quân", "Quản trị hệ thống", PROVINCE_OFFICE,
           ("ict_admin",), "Xem tình trạng hệ thống", PROVINCE),
    Person("hien.yte", "Đàm Thu Hiền", "Chuyên viên Sở Y tế", HEALTH,
           ("health_officer",), "Truy vết người cùng phòng khi có ca bệnh", PROVINCE),
    # The provincial centre and who resolves its procedures.
    Person("lan.tiepnhan", "Nguyễn Thị Lan", "Công chức tiếp nhận", CENTRE,
           ("receiving_officer",), "Tiếp nhận hồ sơ ở trung tâm của tỉnh"),
    Person("huong.traketqua", "Vi Thu Hương", "Công chức trả kết quả", CENTRE,
           ("returning_officer", "cashier"), "Thu phí, trả kết quả ở trung tâm của tỉnh"),
    Person("son.giamdoc", "Nông Văn Sơn", "Giám đốc Trung tâm", CENTRE,
           ("unit_head",), "Chọn ngày mở quầy trong phạm vi được giao"),
    Person("binh.thuly", "Trần Thanh Bình", "Cán bộ Phòng Hồ sơ, Công an tỉnh", POLICE,
           ("processing_officer",), "Thụ lý phiếu lý lịch tư pháp, giấy phép lái xe"),
    Person("nga.pheduyet", "Đỗ Thúy Nga", "Phó Giám đốc Công an tỉnh", POLICE,
           ("approver",), "Phê duyệt phiếu lý lịch tư pháp, giấy phép lái xe"),
    Person("hoa.vanthu", "Bùi Thị Hoa", "Văn thư Công an tỉnh", POLICE,
           ("seal_keeper",), "Đóng dấu phiếu lý lịch tư pháp, giấy phép lái xe"),
    # A ward, where most dossiers of the demo go.
    Person("thao.tiepnhan", "Phan Phương Thảo", "Công chức tiếp nhận", MINH_XUAN_CENTRE,
           ("receiving_officer",), "Tiếp nhận hồ sơ nộp trên mạng và ở quầy, giúp người dân nộp tại quầy", main=True),
    Person("nhung.tiepnhan", "Ma Thị Nhung", "Công chức tiếp nhận", MINH_XUAN_CENTRE,
           ("receiving_officer",), "Gọi số ở quầy thứ hai, làm thay khi đồng nghiệp vắng"),
    Person("duc.thuly", "Triệu Minh Đức", "Công chức tư pháp - hộ tịch", MINH_XUAN,
           ("processing_officer",), "Thụ lý hồ sơ của phường", main=True),
    Person("vinh.pheduyet", "Đinh Quốc Vinh", "Phó Chủ tịch UBND phường", MINH_XUAN,
           ("approver",), "Phê duyệt kết quả", main=True),
    Person("minh.chutich", "Lê Quang Minh", "Chủ tịch UBND phường", MINH_XUAN,
           ("leader",), "Duyệt phương án hoạt động của phường"),
    Person("ha.vanthu", "Dương Thu Hà", "Văn thư UBND phường", MINH_XUAN,
           ("seal_keeper",), "Đóng dấu kết quả", main=True),
    Person("tam.traketqua", "Hà Thanh Tâm", "Công chức trả kết quả", MINH_XUAN_CENTRE,
           ("returning_officer", "cashier"), "Thu lệ phí, trả kết quả cho người dân", main=True),
    Person("thu.truongbophan", "Chu Anh Thư", "Giám đốc Trung tâm Phục vụ hành chính công phường", MINH_XUAN_CENTRE,
           ("unit_head",), "Phòng, quầy, lịch trực, lịch hẹn của phường", main=True),
    Person("dao.cua", "Lò Văn Đạo", "Người kiểm soát cửa", MINH_XUAN_CENTRE,
           ("entry_marshal",), "Quét thẻ, cho vào ở phường Minh Xuân"),
    # A commune in the mountains: few people, several hats.
    Person("chu.tiepnhan", "Vàng Mí Chứ", "Công chức tiếp nhận và trả kết quả", LUNG_CU_CENTRE,
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
    Person("trang.hotro", "Hoàng Thu Trang", "Đoàn viên thanh niên", LUNG_CU_POINT,
           ("support_helper",), "Giúp người dân nộp hồ sơ trên mạng"),
)  # fmt: skip
RESIDENTS: Final = (
    Resident("Nguyễn Thị Hoài", "008195000017", "1995-03-08", "0912000017", "Tổ 5, phường Minh Xuân, tỉnh Tuyên Quang"),
    Resident("Sùng Thị Dợ", "002152000028", "1952-01-01", "0912000028", "Thôn Lô Lô Chải, xã Lũng Cú, Tuyên Quang"),
    Resident("Hoàng Văn Tài", "008088000039", "1988-07-20", "0912000039", "Tổ 2, phường Minh Xuân, tỉnh Tuyên Quang"),
)
PLACES: Final = (
    Place(
        CENTRE,
        (
            {**room("Phòng giao dịch", "service", 240, 48, "1.0", x=0, y=0, w=200, d=120), "doors": ["Cửa chính"]},
            room("Sân chờ có mái che", "outside", 120, 40, "1.0", x=0, y=120, w=200, d=60),
        ),
        ((1, "Công an", ("Lý lịch tư pháp",)), (2, "Các lĩnh vực khác", ()), (3, RESULTS, ())),
    ),
    Place(
        MINH_XUAN_CENTRE,
        (
            {**room("Phòng giao dịch", "service", 96, 24, "1.0", x=0, y=0, w=120, d=80), "doors": ["Cửa chính"]},
            room("Sân chờ có mái che", "outside", 90, 24, "1.0", x=0, y=80, w=120, d=60),
        ),
        ((1, "Hộ tịch, chứng thực", ("Hộ tịch", "Chứng thực")), (2, "Các lĩnh vực khác", ()), (3, RESULTS, ())),
    ),
)
DEPARTMENTS: Final = {
    "Lý lịch tư pháp": POLICE,
    "Sát hạch, cấp giấy phép lái xe": POLICE,
    "Thành lập và hoạt động của doanh nghiệp": FINANCE,
    "Đất đai": AGRICULTURE,
    "Giảm nghèo": AGRICULTURE,
    "Thú y": AGRICULTURE,
    "Đường bộ": BUILDING,
    "Hoạt động xây dựng": BUILDING,
    "Hộ tịch": JUSTICE,
    "Chứng thực": JUSTICE,
}
_COMMUNE: Final = "Ủy ban nhân dân cấp xã"
AGENCIES: Final = {
    "Phòng Tài chính - Kế hoạch cấp huyện": _COMMUNE,
    "Phòng Kinh tế và Hạ tầng cấp huyện": _COMMUNE,
    "Phòng Tư pháp cấp huyện": _COMMUNE,
    "Ủy ban nhân dân cấp huyện": _COMMUNE,
    "Sở Tư pháp": "Công an tỉnh",
    "Sở Giao thông vận tải": "Sở Xây dựng",
    "Sở Kế hoạch và Đầu tư": "Sở Tài chính",
    "Sở Nông nghiệp và Phát triển nông thôn": "Sở Nông nghiệp và Môi trường",
}
SEALS: Final = (
    (MINH_XUAN, MINH_XUAN, "first", "Dấu Ủy ban nhân dân phường Minh Xuân", "017/2025/ĐKMD", "ha.vanthu"),
    (LUNG_CU, LUNG_CU, "first", "Dấu Ủy ban nhân dân xã Lũng Cú", "031/2025/ĐKMD", "vu.vanthu"),
    (POLICE, POLICE, "first", "Dấu Công an tỉnh", "002/2025/ĐKMD", "hoa.vanthu"),
)
ROSTERS: Final = {
    MINH_XUAN_CENTRE: (
        "thu.truongbophan",
        (
            Post("thao.tiepnhan", "counter", counter=1),
            Post("nhung.tiepnhan", "counter", counter=2),
            Post("tam.traketqua", "counter", counter=3),
            Post("thu.truongbophan", "online"),
            Post("duc.thuly", "online", "standby"),
        ),
    )
}
CONTACTS: Final = (
    (MINH_XUAN_CENTRE, "Hộ tịch", "thao.tiepnhan", "02073822101"),
    (MINH_XUAN_CENTRE, "", "nhung.tiepnhan", "02073822102"),
    (CENTRE, "", "son.giamdoc", "02073822999"),
)
POINTS: Final = (
    (LUNG_CU_POINT, {"state": "open", "hours": "thứ Hai đến thứ Sáu, 7:30–11:30", "devices": 1, "devices_online": 1,
                     "scanners": 0, "printers": 1, "trained": 1}, 2),
)  # fmt: skip
_BIRTH: Final = "1.001193"
_COPY: Final = "2.000815"
BOOKED: Final = (
    Booked("HEN6-01", "Giàng Thị Say", "0912000101", 1, 8, 15, 1, _BIRTH),
    Booked("HEN6-02", "Lò Văn Páo", "0912000102", 8, 8, 0, 1, _COPY),  # on the first day of the storm
    Booked("HEN6-03", "Hoàng Thị Mến", "0912000104", 9, 14, 0, 1, _BIRTH),  # on the second
    Booked("HEN6-04", "Nguyễn Văn Khải", "0912000105", 10, 8, 30, 1, _COPY),  # the day after
)

TUYEN_QUANG: Final = Story(
    key="tuyen-quang-2026",
    title="Tuyên Quang, thứ Hai 14/9/2026, 7 giờ 45",
    begins=datetime(2026, 9, 14, 7, 45, tzinfo=VIETNAM),  # before the doors open
    root=PROVINCE,
    offices="offices_2026.csv",
    people=PEOPLE,
    residents=RESIDENTS,
    places=PLACES,
    departments=DEPARTMENTS,
    seals=SEALS,
    certified=(MINH_XUAN, CENTRE),
    keeper_of_keys="quan.cntt",
    rosters=ROSTERS,
    contacts=CONTACTS,
    points=POINTS,
    booking_unit=MINH_XUAN_CENTRE,
    booked=BOOKED,
    phones={"hien.yte": "0912000127", "thu.truongbophan": "0912000119"},
    door_words=("thu.truongbophan mở {address}/mat-bang/ để có tờ dán cửa (mã QR lấy số), kiosk và bảng gọi số.",),
    letters=("tuyen_quang_25_dich_vu.txt", "tuyen_quang_bao.txt"),
    levels={"district": "commune"},
    agencies=AGENCIES,
)
