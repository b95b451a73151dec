// The service of the record's proofs.
#include "services/api/audit_commands.hpp"
#include "services/api/audit_reads.hpp"
#include "services/api/routes_parts.hpp"

namespace ladder::api {

void add_audit(http::ConnectService& service, Application& app, Threads& threads) {
    const auto add = [&](std::string_view procedure, auto* read) {
        add_read(
            service,
            std::string{"/ladder.v1.AuditService/"}.append(procedure),
            app,
            threads.database,
            read,
            ReadsAt::several  // a checkpoint may be made for them
        );
    };
    add("GetCheckpoint", get_checkpoint);
    add("ListCheckpoints", list_checkpoints);
    add("GetInclusionProof", get_inclusion_proof);
    add("GetConsistencyProof", get_consistency_proof);
    add("ListJournal", list_journal);
    add("ListDestructions", list_destructions);
    add("GetVerification", get_verification);
    const auto& cosigning =
        rule_of("/ladder.v1.AuditService/AddCosignature", {access::CallKind::change});
    add_answered<v1::AddCosignatureRequest, v1::AddCosignatureResponse>(
        service,
        cosigning.procedure,
        app,
        threads.database,
        [&cosigning](
            Application& now, const access::Caller& caller, const v1::AddCosignatureRequest& request
        ) {
            return read_as<v1::AddCosignatureResponse>(
                now,
                caller,
                cosigning,
                request,
                [&](const View& view, const v1::AddCosignatureRequest& asked
                ) -> base::Result<v1::AddCosignatureResponse> {
                    const auto may = may_write(caller);
                    return may ? add_cosignature(view, asked) : may.error();
                }
            );
        }
    );
    add_submitted_command<v1::DestroyContentRequest, v1::DestroyContentResponse>(
        service, "/ladder.v1.AuditService/DestroyContent", app, threads.database, destroy_content
    );
}

}  // namespace ladder::api
