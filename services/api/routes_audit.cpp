// The service of the record's proofs.
#include "services/api/audit_commands.hpp"
#include "services/api/audit_reads.hpp"
#include "services/api/routes_parts.hpp"

namespace ladder::api {

namespace {

void add_destruction(http::ConnectService& service, Application& app, Threads& threads) {
    service.add<v1::DestroyContentRequest, v1::DestroyContentResponse>(
        "/ladder.v1.AuditService/DestroyContent",
        [&app, &database = threads.database](
            http::Call call,
            v1::DestroyContentRequest request,
            http::Answer<v1::DestroyContentResponse> answer
        ) {
            const auto actor = access::caller_of(call);
            if (!actor) {
                return answer.send(actor.error());
            }
            boost::asio::post(
                database,
                [&app, answer, request = std::move(request), actor = *actor] {
                    destroy_content(app, actor, request, [answer](base::Result<std::string> bytes) {
                        answer.send_bytes(std::move(bytes));
                    });
                }
            );
        }
    );
}

}  // namespace

void add_audit(http::ConnectService& service, Application& app, Threads& threads) {
    const auto add = [&](std::string_view procedure, auto* read) {
        add_read(
            service,
            std::string{"/ladder.v1.AuditService/"}.append(procedure),
            app,
            threads.database,
            read
        );
    };
    add("GetCheckpoint", get_checkpoint);
    add("ListCheckpoints", list_checkpoints);
    add("AddCosignature", add_cosignature);
    add("GetInclusionProof", get_inclusion_proof);
    add("GetConsistencyProof", get_consistency_proof);
    add("ListJournal", list_journal);
    add("ListDestructions", list_destructions);
    add("GetVerification", get_verification);
    add_destruction(service, app, threads);
}

}  // namespace ladder::api
