"""Addresses of the account pages: sign-in, second factor, devices."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.account import (
    citizen_devices,
    own_account,
    phone_sign_in,
    provider_sign_in,
    second_factor,
    second_factor_setup,
    staff_accounts,
)

urlpatterns: list[URLPattern] = [
    path("dang-nhap/buoc-hai/", second_factor.second_step, name="second_step"),
    path("cua-toi/dang-nhap/", phone_sign_in.citizen_sign_in, name="citizen_sign_in"),
    path("cua-toi/ma/", phone_sign_in.phone_code, name="phone_code"),
    path("cua-toi/dinh-danh/", provider_sign_in.provider, name="provider"),
    path("cua-toi/dinh-danh/ve/", provider_sign_in.provider_back, name="provider_back"),
    path("cua-toi/thiet-bi/", citizen_devices.citizen_devices, name="citizen_devices"),
    path(
        "cua-toi/thiet-bi/<int:session_id>/ket-thuc/", citizen_devices.citizen_end_session, name="citizen_end_session"
    ),
    path("cua-toi/thoat/", citizen_devices.citizen_leave, name="citizen_leave"),
    path("cua-toi/thoat-moi-noi/", citizen_devices.citizen_leave_everywhere, name="citizen_leave_everywhere"),
    path("tai-khoan/", own_account.account, name="account"),
    path("tai-khoan/mat-khau/", own_account.password, name="password"),
    path("tai-khoan/ung-dung/", second_factor_setup.add_app_page, name="add_app"),
    path("tai-khoan/khoa/", second_factor_setup.add_passkey_page, name="add_passkey"),
    path("tai-khoan/ma-du-phong/", second_factor_setup.recovery_codes, name="recovery_codes"),
    path("tai-khoan/buoc-hai/<int:factor_id>/bo/", second_factor_setup.remove_factor_page, name="remove_factor"),
    path("tai-khoan/thiet-bi/<int:session_id>/ket-thuc/", own_account.end_session, name="end_session"),
    path("tai-khoan/thiet-bi/ket-thuc-khac/", own_account.end_other_sessions, name="end_other_sessions"),
    path("tai-khoan/nguoi/", staff_accounts.account_people, name="account_people"),
    path("tai-khoan/nguoi/<int:staff_id>/", staff_accounts.account_person, name="account_person"),
    path("tai-khoan/nguoi/<int:staff_id>/ket-thuc/", staff_accounts.account_end_all, name="account_end_all"),
    path("tai-khoan/nguoi/<int:staff_id>/bo-buoc-hai/", staff_accounts.account_reset, name="account_reset"),
]
