"""Hà Giang on Monday 30 March 2020: three levels, an epidemic begins. Plain data."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Final

from motcua.management.demo.cast import (
    CENTRE,
    DONG_VAN,
    DONG_VAN_UNIT,
    JUSTICE,
    MINH_KHAI_POINT,
    NGUYEN_TRAI,
    NGUYEN_TRAI_UNIT,
    PEOPLE,
    PROVINCE,
    RESIDENTS,
)
from motcua.management.demo.places import RESULTS
from motcua.management.demo.rooms import room
from motcua.management.demo.story import Booked, Place, Post, Story
from motcua.rulebook.vietnamese import VIETNAM

JUSTICE_FIELDS: Final = ("Hộ tịch", "Chứng thực", "Lý lịch tư pháp")
# The department that resolves the provincial procedures of a field.
DEPARTMENTS: Final = {
    "Lý lịch tư pháp": "000.00.02.H22",
    "Thành lập và hoạt động của doanh nghiệp": "000.00.03.H22",
    "Đất đai": "000.00.04.H22",
    "Sát hạch, cấp giấy phép lái xe": "000.00.05.H22",
    "Đường bộ": "000.00.05.H22",
    "Giảm nghèo": "000.00.06.H22",
    "Hoạt động xây dựng": "000.00.08.H22",
    "Thú y": "000.00.10.H22",
    "Hộ tịch": "000.00.02.H22",
    "Chứng thực": "000.00.02.H22",
}
PLACES: Final = (
    Place(
        CENTRE,
        (
            {
                **room("Phòng giao dịch", "service", 240, 48, "2.0", x=0, y=0, w=200, d=120),
                "doors": ["Cửa chính", "Cửa bên phải"],
            },
            room("Khu chờ trong nhà", "waiting", 60, 24, "1.5", x=200, y=0, w=75, d=80),
            room("Sân chờ có mái che", "outside", 120, 40, "2.0", x=0, y=120, w=200, d=60),
        ),
        (
            (1, "Tư pháp", JUSTICE_FIELDS),
            (2, "Kế hoạch và đầu tư", ("Thành lập và hoạt động của doanh nghiệp",)),
            (3, "Giao thông vận tải", ("Sát hạch, cấp giấy phép lái xe", "Đường bộ")),
            (4, "Nông nghiệp", ("Thú y",)),
            (5, "Các lĩnh vực khác", ()),
            (6, RESULTS, ()),
        ),
    ),
    Place(
        DONG_VAN_UNIT,
        (
            {**room("Phòng một cửa", "service", 96, 20, "2.0", x=0, y=0, w=120, d=80), "doors": ["Cửa chính"]},
            room("Sân chờ", "outside", 80, 20, "2.0", x=0, y=80, w=120, d=60),
        ),
        ((1, "Tiếp nhận", ()), (2, "Tiếp nhận", ()), (3, RESULTS, ())),
    ),
    Place(
        NGUYEN_TRAI_UNIT,
        (
            {
                **room("Phòng một cửa", "service", 72, 18, "1.5", x=0, y=0, w=90, d=80),
                "doors": ["Cửa chính", "Cửa sau"],
            },
            room("Sân chờ có mái che", "outside", 90, 24, "2.0", x=0, y=80, w=90, d=60),
        ),
        ((1, "Hộ tịch, chứng thực", JUSTICE_FIELDS), (2, "Các lĩnh vực khác", ()), (3, RESULTS, ())),
    ),
)
ROSTERS: Final = {
    NGUYEN_TRAI_UNIT: (
        "thu.truongbophan",
        (
            Post("thao.tiepnhan", "counter", counter=1),
            Post("nhung.tiepnhan", "counter", counter=2),
            Post("tam.traketqua", "counter", counter=3),
            Post("dao.cua", "marshal"),
            Post("thu.truongbophan", "online"),
            Post("duc.thuly", "online", "standby"),
        ),
    ),
    CENTRE: (
        "son.giamdoc",
        (
            Post("binh.thuly", "counter", counter=1),
            Post("phuc.thuly", "counter", counter=2),
            Post("thang.thuly", "counter", counter=3),
            Post("toan.thuly", "counter", counter=4),
            Post("lan.tiepnhan", "counter", counter=5),
            Post("huong.traketqua", "counter", counter=6),
            Post("khanh.cua", "marshal"),
            Post("son.giamdoc", "online"),
            Post("linh.vanthu", "online", "standby"),
        ),
    ),
}
# Whose seal, where it is kept, which one, and its keeper.
SEALS: Final = (
    (NGUYEN_TRAI, NGUYEN_TRAI, "first", "Dấu Ủy ban nhân dân phường Nguyễn Trãi", "012/2016/ĐKMD", "ha.vanthu"),
    (DONG_VAN, DONG_VAN, "first", "Dấu Ủy ban nhân dân huyện Đồng Văn", "031/2016/ĐKMD", "my.vanthu"),
    (JUSTICE, JUSTICE, "first", "Dấu Sở Tư pháp", "004/2016/ĐKMD", "hoa.vanthu"),
    (JUSTICE, CENTRE, "second", "Dấu thứ hai Sở Tư pháp (TTPVHCC)", "118/2019/ĐKMD", "hoa.vanthu"),
)
CONTACTS: Final = (
    (NGUYEN_TRAI_UNIT, "Hộ tịch", "thao.tiepnhan", "02193866101"),
    (NGUYEN_TRAI_UNIT, "", "nhung.tiepnhan", "02193866102"),
    (CENTRE, "", "son.giamdoc", "02193868999"),
    (DONG_VAN_UNIT, "", "pao.tiepnhan", "02193856123"),
)
# Where the commune lies, roughly; what is there is made up.
POINTS: Final = (
    (MINH_KHAI_POINT, {"state": "open", "hours": "thứ Hai đến thứ Bảy, 7:30–11:30 và 14:00–17:00", "devices": 3,
                       "devices_online": 2, "scanners": 1, "printers": 1, "trained": 2,
                       "latitude": Decimal("22.81700"), "longitude": Decimal("104.98800")}, 1),
    ("002.05.32.H22", {"state": "limited", "why": "Mạng yếu buổi chiều; nên đến trước 11 giờ.",
                       "hours": "thứ Ba, thứ Năm và ngày chợ phiên, 7:30–11:00", "devices": 1, "devices_online": 1,
                       "scanners": 0, "printers": 1, "trained": 1,
                       "latitude": Decimal("23.16300"), "longitude": Decimal("105.27200")}, 4),
    ("002.03.33.H22", {"state": "open", "hours": "thứ Hai đến thứ Sáu, 8:00–11:00", "devices": 1,
                       "devices_online": 0, "scanners": 0, "printers": 0, "trained": 1,
                       "latitude": Decimal("23.17500"), "longitude": Decimal("105.40500")}, 20),
)  # fmt: skip
APPOINTMENTS: Final = (
    Booked("HEN2-01", "Giàng Thị Say", "0912000101", 0, 8, 15, 1, "1.001193"),
    Booked("HEN2-02", "Lò Văn Páo", "0912000102", 0, 9, 0, 1, "2.000815"),
    Booked("HEN2-03", "Vừ Mí Nô", "0912000103", 0, 14, 0, 2, "2.000815"),
    Booked("HEN2-04", "Hoàng Thị Mến", "0912000104", 1, 8, 0, 1, "1.001193"),
    Booked("HEN2-05", "Nguyễn Văn Khải", "0912000105", 1, 8, 30, 1, "2.000815"),
    Booked("HEN2-06", "Sùng Thị Dợ", "0912000106", 1, 14, 30, 1, "1.001193"),
    Booked("HEN2-07", "Trần Quốc Toản", "0912000107", 4, 9, 0, 1, "1.001193"),
)

HA_GIANG: Final = Story(
    key="ha-giang-2020",
    title="Hà Giang, thứ Hai 30/3/2020, 7 giờ 45",
    begins=datetime(2020, 3, 30, 7, 45, tzinfo=VIETNAM),  # before the doors open
    root=PROVINCE,
    offices="offices.csv",
    people=PEOPLE,
    residents=RESIDENTS,
    places=PLACES,
    departments=DEPARTMENTS,
    seals=SEALS,
    certified=(NGUYEN_TRAI, CENTRE),
    keeper_of_keys="quan.cntt",
    rosters=ROSTERS,
    contacts=CONTACTS,
    points=POINTS,
    booking_unit=NGUYEN_TRAI_UNIT,
    booked=APPOINTMENTS,
    phones={"hien.yte": "0912000127", "thu.truongbophan": "0912000119"},  # told of an incident at the ward
    door_words=(
        "Ở cửa phường Nguyễn Trãi: dao.cua mở {address}/cua-vao/ trên điện thoại;",
        "thu.truongbophan mở {address}/mat-bang/ để có tờ dán cửa (mã QR lấy số), kiosk và bảng gọi số.",
    ),
    letters=("ha_giang_905.txt",),
)
