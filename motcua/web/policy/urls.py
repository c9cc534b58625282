"""Addresses of letters, rules, units' policy and the journal."""

from django.urls import URLPattern, path

from motcua.web.policy import explanation, header, journal, letters, revocation, rule_decisions, rules, units

urlpatterns: list[URLPattern] = [
    path("van-ban/", letters.letters, name="letters"),
    path("van-ban/<int:letter_id>/", letters.letter, name="letter"),
    path("van-ban/<int:letter_id>/phan-dau/", header.letter_header, name="letter_header"),
    path("van-ban/<int:letter_id>/xoa/", letters.letter_delete, name="letter_delete"),
    path("van-ban/<int:letter_id>/doc-lai/", letters.letter_read_again, name="letter_read_again"),
    path("van-ban/<int:letter_id>/them-quy-tac/", rules.rule_add, name="rule_add"),
    path("quy-tac/<int:row_id>/", rules.rule, name="rule"),
    path("quy-tac/<int:row_id>/tra-loi/", rules.rule_answer, name="rule_answer"),
    path("quy-tac/<int:row_id>/bo/", rules.rule_remove, name="rule_remove"),
    path("quy-tac/<int:row_id>/khoi-phuc/", rules.rule_restore, name="rule_restore"),
    path("bo-quy-tac/<int:rule_set_id>/trinh/", rule_decisions.rules_propose, name="rules_propose"),
    path("bo-quy-tac/<int:rule_set_id>/duyet/", rule_decisions.rules_approve, name="rules_approve"),
    path("bo-quy-tac/<int:rule_set_id>/tra-lai/", rule_decisions.rules_return, name="rules_return"),
    path("bo-quy-tac/<int:rule_set_id>/bai-bo/", revocation.rules_revoke, name="rules_revoke"),
    path("bo-quy-tac/<int:rule_set_id>/bai-bo/duyet/", revocation.rules_revoke_approve, name="rules_revoke_approve"),
    path("bo-quy-tac/<int:rule_set_id>/bai-bo/thoi/", revocation.rules_revoke_decline, name="rules_revoke_decline"),
    path("bo-quy-tac/<int:rule_set_id>/de-biet/", rule_decisions.rules_information, name="rules_information"),
    path("bo-quy-tac/<int:rule_set_id>/xu-ly-lai/", rule_decisions.rules_reopen, name="rules_reopen"),
    path("hoi-quy-tac/", explanation.policy_why, name="policy_why"),
    path("don-vi/", units.units, name="units"),
    path("don-vi/<str:code>/", units.unit, name="unit"),
    path("nhat-ky/", journal.journal, name="journal"),
]
