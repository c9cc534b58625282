"""The one table of steps. Order within a state is the order of the buttons."""

from __future__ import annotations

from typing import Final

from motcua.rulebook.dossier_states.states import NEW
from motcua.rulebook.dossier_states.terms import BACK, NEXT, PREVIOUS, SAME, Effect, Role, Step

_RECEIVING, _PROCESSING, _APPROVER = (Role.RECEIVING_OFFICER,), (Role.PROCESSING_OFFICER,), (Role.APPROVER,)
_RUNNING: Final = ("accepted", "appraising", "approving", "sealing")
_OPEN: Final = ("submitted", "supplement_asked", *_RUNNING, "waiting_supplement", "waiting_payment")

STEPS: Final = (
    Step("submit", (NEW,), "submitted", (Role.CITIZEN, Role.POST), "Nộp hồ sơ", "Hand in",
         "Gửi hồ sơ đến bộ phận một cửa và báo cho người nộp là đã nhận được.",
         "Sends the dossier to the one-stop unit and acknowledges it."),
    Step("receive", (NEW,), "accepted", _RECEIVING, "Tiếp nhận tại quầy", "Receive at the counter",
         "Cấp mã hồ sơ, in giấy tiếp nhận và bắt đầu tính thời hạn.",
         "Gives the dossier its code, prints the receipt and starts the clock.", slip="01", effect=Effect.START),
    Step("accept", ("submitted", "supplement_asked"), "accepted", _RECEIVING, "Tiếp nhận", "Accept",
         "Cấp mã hồ sơ, gửi giấy tiếp nhận và bắt đầu tính thời hạn.",
         "Gives the dossier its code, sends the receipt and starts the clock.", slip="01", effect=Effect.START),
    Step("ask_to_complete", (NEW, "submitted"), "supplement_asked", _RECEIVING, "Yêu cầu hoàn thiện",
         "Ask to complete", "Gửi phiếu nêu đủ giấy tờ cần bổ sung. Chỉ được yêu cầu một lần.",
         "Sends one full list of what is missing. This may be asked once only.",
         slip="02", once="supplement", reason=True),
    Step("complete", ("supplement_asked",), "submitted", (Role.CITIZEN, Role.POST), "Gửi lại hồ sơ đã hoàn thiện",
         "Send again", "Gửi lại hồ sơ đã hoàn thiện đến bộ phận một cửa.",
         "Sends the completed dossier to the one-stop unit."),
    Step("refuse", (NEW, "submitted", "supplement_asked"), "refused_intake", _RECEIVING, "Từ chối tiếp nhận",
         "Refuse", "Gửi phiếu từ chối, nêu rõ lý do và căn cứ. Hồ sơ kết thúc tại đây.",
         "Sends a refusal with its reason and legal ground. The dossier ends here.", slip="03", reason=True),
    Step("forward", ("accepted",), NEXT, _RECEIVING, "Chuyển giải quyết", "Pass on",
         "Chuyển hồ sơ cùng phiếu kiểm soát đến người giải quyết tiếp theo.",
         "Passes the dossier and its control slip to the next person.", slip="05"),
    Step("appraise", ("appraising",), NEXT, _PROCESSING, "Thẩm định xong, chuyển tiếp", "Appraised, pass on",
         "Ghi kết quả thẩm định và chuyển đến bước tiếp theo.",
         "Records the appraisal and passes the dossier on.", slip="05"),
    Step("approve", ("approving",), NEXT, _APPROVER, "Phê duyệt", "Approve",
         "Ký duyệt kết quả và chuyển đến bước tiếp theo.", "Signs the result and passes it on.", slip="05"),
    Step("seal", ("sealing",), NEXT, (Role.SEAL_KEEPER,), "Đóng dấu, phát hành", "Seal and issue",
         "Ghi vào sổ đóng dấu và chuyển kết quả về nơi trả.",
         "Enters the seal book and sends the result to be returned.", slip="05"),
    Step("send_back", ("approving",), PREVIOUS, _APPROVER, "Trả lại để xem lại", "Send back",
         "Trả hồ sơ về bước trước kèm lý do. Thời hạn vẫn tính.",
         "Returns it to the stage before, with the reason. The clock goes on.", reason=True),
    Step("refuse_seal", ("sealing",), PREVIOUS, (Role.SEAL_KEEPER,), "Chưa đóng dấu, trả lại", "Send back unsealed",
         "Trả hồ sơ về bước trước vì văn bản chưa đúng thể thức hoặc chưa đúng người ký.",
         "Returns it to the stage before: the form or the signer is not right.", reason=True),
    Step("ask_supplement", ("appraising",), "waiting_supplement", _PROCESSING, "Yêu cầu bổ sung",
         "Ask for a supplement", "Gửi phiếu yêu cầu bổ sung qua bộ phận một cửa và tạm dừng thời hạn. Chỉ một lần.",
         "Sends the request through the one-stop unit and stops the clock. Once only.",
         slip="02", effect=Effect.PAUSE, once="supplement", reason=True),
    Step("take_supplement", ("waiting_supplement",), "accepted", _RECEIVING, "Nhận đủ bổ sung",
         "Supplement is complete",
         "Ghi nhận hồ sơ đã đủ, tính lại thời hạn (từ đầu hoặc tính tiếp, tùy thủ tục) và in giấy hẹn mới.",
         "Records that the dossier is complete, restarts or resumes the clock and prints a new receipt.",
         slip="01", effect=Effect.RESTART),
    Step("allow_second_supplement", ("submitted", "appraising"), SAME, (Role.APPROVER, Role.UNIT_HEAD),
         "Cho phép yêu cầu bổ sung lần hai", "Allow a second request",
         "Cho phép yêu cầu bổ sung thêm một lần, ghi rõ lý do và người cho phép.",
         "Lets the officer ask once more, with the reason and who allowed it.",
         once="second_supplement", reason=True, lifts="supplement"),
    Step("ask_payment", ("appraising", "approving", "sealing"), "waiting_payment", _PROCESSING,
         "Yêu cầu nghĩa vụ tài chính", "Ask for payment",
         "Gửi thông báo số tiền phải nộp và tạm dừng thời hạn. Chỉ dùng khi thủ tục có quy định.",
         "Sends the amount owed and stops the clock. Only where the procedure says so.",
         effect=Effect.PAUSE, reason=True),
    Step("confirm_payment", ("waiting_payment",), BACK, (Role.CASHIER, Role.RECEIVING_OFFICER, Role.PROCESSING_OFFICER),
         "Xác nhận đã nộp", "Confirm payment", "Ghi nhận đã nộp đủ và tính tiếp phần thời hạn còn lại.",
         "Records the payment and lets the clock run on.", effect=Effect.RESUME),
    Step("refuse_result", ("appraising", "approving"), "refusal_ready", _APPROVER, "Từ chối giải quyết",
         "Refuse the request", "Ký phiếu từ chối nêu rõ lý do; phiếu được trả như một kết quả.",
         "Signs the refusal with its reason; it is returned as a result.",
         slip="03", effect=Effect.STOP, reason=True),
    Step("reappoint", _RUNNING, SAME, _APPROVER, "Xin lỗi và hẹn lại", "Apologise and re-appoint",
         "Gửi phiếu xin lỗi với ngày hẹn mới. Chỉ được hẹn lại một lần; ngày hẹn đầu vẫn được lưu.",
         "Sends an apology with a new date. Once only; the first date is kept.",
         slip="04", effect=Effect.REAPPOINT, once="reappointment", reason=True),
    Step("return_result", ("result_ready", "refusal_ready"), "returned", (Role.RETURNING_OFFICER,), "Trả kết quả",
         "Return the result", "Ghi nhận người nhận đã ký nhận kết quả. Hồ sơ hoàn thành.",
         "Records that the result was received. The dossier is done."),
    Step("hand_to_post", ("result_ready", "refusal_ready"), "delivering", (Role.RETURNING_OFFICER,),
         "Giao bưu điện trả", "Hand to the post", "Giao kết quả cho bưu điện và báo cho người nhận.",
         "Gives the result to the post and tells the applicant."),
    Step("deliver", ("delivering",), "returned", (Role.POST, Role.RETURNING_OFFICER), "Đã phát tới người nhận",
         "Delivered", "Ghi nhận bưu điện đã phát kết quả. Hồ sơ hoàn thành.",
         "Records the delivery. The dossier is done."),
    Step("fail_delivery", ("delivering",), BACK, (Role.POST, Role.RETURNING_OFFICER), "Không phát được",
         "Not delivered", "Đưa kết quả về lại nơi trả để hẹn người nhận.",
         "Brings the result back to be fetched or sent again.", reason=True),
    Step("withdraw", ("submitted", "supplement_asked", "accepted", "appraising", "approving", "waiting_supplement",
                      "waiting_payment"), "withdrawn", (Role.CITIZEN, Role.RECEIVING_OFFICER), "Rút hồ sơ", "Withdraw",
         "Dừng giải quyết theo yêu cầu của người nộp và trả lại giấy tờ.",
         "Ends the dossier at the applicant's wish and gives the papers back.", effect=Effect.STOP, reason=True,
         before_signing=True),
    Step("stop", ("accepted", "appraising", "approving", "waiting_supplement", "waiting_payment"), "stopped", _APPROVER,
         "Dừng giải quyết", "Stop",
         "Thông báo dừng giải quyết theo đề nghị của người nộp, nêu lý do. Hồ sơ kết thúc tại đây.",
         "Sends notice that the dossier is stopped at the applicant's request, with the reason. It ends here.",
         slip="stop", effect=Effect.STOP, reason=True, before_signing=True),
    Step("set_limitation", _OPEN, SAME, (Role.RECEIVING_OFFICER, Role.PROCESSING_OFFICER), "Ghi thời hiệu",
         "Note the limitation period", "Ghi ngày cuối cùng của thời hiệu để được cảnh báo trước. Thời hạn không đổi.",
         "Notes the last day of the right itself, to be warned in time. The due time does not change."),
)  # fmt: skip

SEPARATE_PEOPLE: Final = (("appraise", "approve"), ("approve", "seal"), ("appraise", "refuse_result"))
"""Pairs of steps of one dossier that one person may not take both."""

_BY_CODE: Final = {one.code: one for one in STEPS}


def step(code: str) -> Step:
    """The step called `code`. KeyError if there is none."""
    return _BY_CODE[code]
