"""One's own account: sign-in, second factor, devices."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.account import by_phone, by_provider, citizen_devices, factors, keeping, own, second_step

urlpatterns: list[URLPattern] = [
    path("dang-nhap/buoc-hai/", second_step.second_step, name="second_step"),
    path("cua-toi/dang-nhap/", by_phone.ask, name="citizen_sign_in"),
    path("cua-toi/ma/", by_phone.code, name="phone_code"),
    path("cua-toi/dinh-danh/", by_provider.start, name="provider"),
    path("cua-toi/dinh-danh/ve/", by_provider.back, name="provider_back"),
    path("cua-toi/thiet-bi/", citizen_devices.devices, name="citizen_devices"),
    path("cua-toi/thiet-bi/<int:session_id>/ket-thuc/", citizen_devices.end, name="citizen_end_session"),
    path("cua-toi/thoat/", citizen_devices.leave, name="citizen_leave"),
    path("cua-toi/thoat-moi-noi/", citizen_devices.leave_everywhere, name="citizen_leave_everywhere"),
    path("tai-khoan/", own.account, name="account"),
    path("tai-khoan/mat-khau/", own.password, name="password"),
    path("tai-khoan/ung-dung/", factors.add_app, name="add_app"),
    path("tai-khoan/khoa/", factors.add_passkey, name="add_passkey"),
    path("tai-khoan/ma-du-phong/", factors.recovery_codes, name="recovery_codes"),
    path("tai-khoan/buoc-hai/<int:factor_id>/bo/", factors.remove, name="remove_factor"),
    path("tai-khoan/thiet-bi/<int:session_id>/ket-thuc/", own.end_session, name="end_session"),
    path("tai-khoan/thiet-bi/ket-thuc-khac/", own.end_others, name="end_other_sessions"),
    path("tai-khoan/nguoi/", keeping.people, name="account_people"),
    path("tai-khoan/nguoi/<int:staff_id>/", keeping.person, name="account_person"),
    path("tai-khoan/nguoi/<int:staff_id>/ket-thuc/", keeping.end_all, name="account_end_all"),
    path("tai-khoan/nguoi/<int:staff_id>/bo-buoc-hai/", keeping.reset, name="account_reset"),
]
